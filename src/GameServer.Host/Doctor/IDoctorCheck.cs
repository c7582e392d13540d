namespace GameServer.Host.Doctor;

/// <summary>One thing to look at before a server is trusted with players. What it reads is handed to it, so that a test can show it any machine.</summary>
internal interface IDoctorCheck
{
    /// <summary>One or two words with hyphens; scripts rely on it.</summary>
    string Name { get; }

    Finding Look();
}

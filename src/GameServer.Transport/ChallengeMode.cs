namespace GameServer.Transport;

/// <summary>
/// When connect requests are answered by a puzzle instead of an entry in the pending table: a refusal that carries a tag over address and time, which our
/// own client sends back at once. It costs the server no state at all; stock clients see a refusal.
/// </summary>
public enum ChallengeMode : byte
{
    Never,

    /// <summary>While the pending table is three quarters full, when the alternative is to drop the request.</summary>
    UnderPressure,

    Always,
}

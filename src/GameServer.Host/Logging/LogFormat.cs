namespace GameServer.Host.Logging;

/// <summary>How log lines look on standard output.</summary>
public enum LogFormat
{
    /// <summary>Sentences for people; whoever keeps them, such as journald, adds the time.</summary>
    Text,

    /// <summary>One JSON object per line, for programs.</summary>
    Json,
}

namespace GameServer.Client;

/// <summary>What became of a command.</summary>
public enum CommandFate : byte
{
    /// <summary>The server applied it, once, and keeps it: see <see cref="CommandAnswer.Result"/>.</summary>
    Applied,

    /// <summary>The session ended before its result came. Whether it took effect is not known; what it would have changed says so.</summary>
    Lost,
}

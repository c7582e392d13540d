namespace GameServer.LoadTest.Flood;

/// <summary>How far one connection of a flood has come.</summary>
internal enum FloodState
{
    Waiting,
    Asking,
    Connected,
    Leaving,
    Left,

    /// <summary>Never connected.</summary>
    Failed,

    /// <summary>Connected, and ended by the server or by silence.</summary>
    Lost,
}

namespace GameServer.LoadTest.Simulated.Hostile;

/// <summary>What an attacker does. The order is part of the plan that a seed stands for.</summary>
public enum HostileKind
{
    /// <summary>Plays, and sends noise and altered copies of its own datagrams besides.</summary>
    Garbage,

    /// <summary>Plays, and sends its own old datagrams again, minutes later and in any order.</summary>
    Replay,

    /// <summary>Joins, and acknowledges nothing but snapshots that were never sent.</summary>
    FutureAcks,

    /// <summary>Joins, and acknowledges anything.</summary>
    RandomAcks,

    /// <summary>Joins, and stamps its inputs with ticks long gone or far ahead.</summary>
    Rewinds,

    /// <summary>Joins, and sends hundreds of input packets a second, each asking for everything anew.</summary>
    InputFlood,

    /// <summary>Joins again and again, and sends reliable messages that mean nothing.</summary>
    MalformedControl,

    /// <summary>Asks to connect from thousands of addresses that are not its own.</summary>
    ConnectFlood,
}

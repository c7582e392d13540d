namespace GameServer.Host.Doctor;

/// <summary>What this machine makes of IPv6.</summary>
internal enum IPv6State
{
    /// <summary>There is none, or it is switched off.</summary>
    Missing,

    /// <summary>Sockets can be had, yet not one that serves IPv4 too.</summary>
    Alone,

    /// <summary>One socket serves both.</summary>
    WithIPv4,
}

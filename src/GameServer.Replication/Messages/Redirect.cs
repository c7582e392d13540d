namespace GameServer.Replication;

/// <summary>Where a client shall go instead.</summary>
/// <param name="Where">ADDRESS:PORT, with an IPv6 address in brackets, or :PORT at the address it has now; empty: nowhere, and <paramref name="Room"/> means nothing.</param>
/// <param name="Room">Number of the room to ask for; −1 for any.</param>
public readonly record struct Redirect(string Where, int Room = -1)
{
    /// <summary>Longest <see cref="Where"/> in bytes: a host name of the longest kind would not fit, an address does.</summary>
    public const int WhereBytesMax = 128;

    /// <summary>Stays where it is.</summary>
    public static readonly Redirect Nowhere = new("");

    /// <summary>Whether it leads nowhere.</summary>
    public bool IsNowhere => string.IsNullOrEmpty(Where);
}

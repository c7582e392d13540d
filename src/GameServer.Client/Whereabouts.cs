using System.Globalization;
using System.Net;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.Client;

/// <summary>Which server and room a client asks for: those it was given, until the server sends it elsewhere. A few times in a row at most: two servers might send it to each other.</summary>
internal sealed class Whereabouts
{
    private const int HopsMax = 3;

    private readonly int _wantedRoom;
    private int _hops;
    private bool _isSent;

    /// <param name="room">The room the game wants; −1 for any.</param>
    public Whereabouts(int room)
    {
        _wantedRoom = room;
        Room = room;
    }

    /// <summary>Where to connect.</summary>
    public Endpoint Server { get; private set; }

    /// <summary>Which room to ask for; −1 for any.</summary>
    public int Room { get; private set; }

    /// <summary>Where the server sent the player last.</summary>
    public Redirect Redirect { get; private set; } = Redirect.Nowhere;

    /// <summary>The game connects.</summary>
    public void Begin(in Endpoint server)
    {
        Server = server;
        Room = _wantedRoom;
        _hops = 0;
    }

    /// <summary>There is a seat.</summary>
    public void Arrived() => _hops = 0;

    /// <summary>Goes where the server says, from the next connection on.</summary>
    /// <returns>False when it says nothing, or a place that only the game can find, such as a host's name; or when it was too often.</returns>
    public bool TryFollow(in Redirect redirect)
    {
        if (redirect.IsNowhere) return false;
        Redirect = redirect;
        if (_hops == HopsMax || !TryParse(redirect.Where, out Endpoint server)) return false;
        _hops++;
        Server = server;
        Room = redirect.Room;
        _isSent = true;
        return true;
    }

    /// <summary>True once after the server sent the player elsewhere: whoever is sent need not wait before the first attempt.</summary>
    public bool TakeSent()
    {
        bool isSent = _isSent;
        _isSent = false;
        return isSent;
    }

    private bool TryParse(string where, out Endpoint endpoint)
    {
        endpoint = default;
        int colon = where.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(where.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0) return false;
        string host = where.Substring(0, colon);
        IPAddress? address = Server.ToIPEndPoint().Address;
        if (host.Length > 0 && !IPAddress.TryParse(host.Trim('[', ']'), out address)) return false;
        endpoint = Endpoint.From(new IPEndPoint(address!, port));
        return true;
    }
}

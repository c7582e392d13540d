using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace GameServer.LoadTest.Target;

/// <summary>A host and port as a person writes them: <c>127.0.0.1:7777</c>, <c>[::1]:7777</c>, <c>play.example.org:7777</c>.</summary>
/// <param name="Host">A name or a literal, without brackets.</param>
/// <param name="Port">0 to 65535.</param>
internal sealed record ServerAddress(string Host, int Port)
{
    public static bool TryParse(string text, out ServerAddress address)
    {
        address = new ServerAddress("", 0);
        int colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port > IPEndPoint.MaxPort) return false;
        string host = text[..colon];
        bool isBracketed = host.StartsWith('[') && host.EndsWith(']');
        if (isBracketed) host = host[1..^1];

        // A bare IPv6 literal would make its last group a port.
        if (host.Length == 0 || (!isBracketed && host.Contains(':'))) return false;
        if (isBracketed && (!IPAddress.TryParse(host, out IPAddress? literal) || literal.AddressFamily != AddressFamily.InterNetworkV6)) return false;
        address = new ServerAddress(host, port);
        return true;
    }

    /// <summary>The first address the name has; null when it has none.</summary>
    public async Task<IPEndPoint?> TryResolve()
    {
        if (IPAddress.TryParse(Host, out IPAddress? literal)) return new IPEndPoint(literal, Port);
        try
        {
            IPAddress? found = (await Dns.GetHostAddressesAsync(Host)).FirstOrDefault();
            return found is null ? null : new IPEndPoint(found, Port);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}

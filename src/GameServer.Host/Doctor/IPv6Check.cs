using System;

namespace GameServer.Host.Doctor;

/// <summary>Whether players with IPv6 reach the server: on many mobile networks they have nothing else, or pay for the rest with a detour.</summary>
internal sealed class IPv6Check(string bind, Func<IPv6State> look) : IDoctorCheck
{
    public string Name => "ipv6";

    public Finding Look()
    {
        if (!bind.Contains(':')) return Finding.Warning($"--bind {bind} serves IPv4 only", "Use --bind :: to serve both.");
        return look() switch
        {
            IPv6State.WithIPv4 => Finding.Ok($"one socket serves IPv6 and IPv4"),
            IPv6State.Alone => Finding.Warning($"IPv6 works, but a socket for both does not", "sysctl -w net.ipv6.bindv6only=0"),
            _ => Finding.Warning($"this machine has no IPv6: --bind :: falls back to IPv4", "Enable it (net.ipv6.conf.all.disable_ipv6=0) and give the machine an address."),
        };
    }
}

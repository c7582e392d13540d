using System;
using GameServer.Transport;

namespace GameServer.Host.Doctor;

/// <summary>The kernel's room for datagrams that the tick thread has not read yet, or that the network has not taken yet.</summary>
/// <param name="open">What a socket gets, in bytes, when it asks for <see cref="UdpSocketOptions"/>' defaults.</param>
internal sealed class UdpBuffersCheck(Func<(int ReceiveBytes, int SendBytes)> open) : IDoctorCheck
{
    private static readonly UdpSocketOptions s_wanted = new();

    public string Name => "udp-buffers";

    public Finding Look()
    {
        (int receiveBytes, int sendBytes) = open();
        FormattableString text = $"{receiveBytes / 1024} KiB in, {sendBytes / 1024} KiB out; {s_wanted.ReceiveBufferBytes / 1024} and {s_wanted.SendBufferBytes / 1024} are asked for";
        return receiveBytes >= s_wanted.ReceiveBufferBytes && sendBytes >= s_wanted.SendBufferBytes
            ? Finding.Ok(text)
            : Finding.Warning(text, $"sysctl -w net.core.rmem_max={s_wanted.ReceiveBufferBytes} net.core.wmem_max={s_wanted.SendBufferBytes}, and the same in /etc/sysctl.d; or give the service CAP_NET_ADMIN.");
    }
}

using System;
using GameServer.Core;
using GameServer.LoadTest.Scenarios;
using GameServer.Transport;

namespace GameServer.LoadTest.Swarm;

/// <summary>A bot's socket behind a bad network: datagrams wait here, on their way in both directions, until the path lets them through.</summary>
internal sealed class ImpairedSocket : IDatagramSocket
{
    private const int ReadsPerAdvance = 16;

    private readonly BotSocket _socket;
    private readonly NetworkShare _network;
    private readonly ImpairedPath _up;
    private readonly ImpairedPath _down;
    private Prng _prng;
    private long _nowNs;
    private long _nextBlackoutNs = long.MaxValue;
    private long _nextAddressNs = long.MaxValue;

    public ImpairedSocket(BotSocket socket, NetworkShare network, ulong seed, long nowNs)
    {
        _socket = socket;
        _network = network;
        _up = new ImpairedPath(network.Up, StateHasher.Mix(seed ^ 1));
        _down = new ImpairedPath(network.Down, StateHasher.Mix(seed ^ 2));
        _prng = Prng.For(seed, "network");
        _nowNs = nowNs;
        if (network.BlackoutSeconds > 0) _nextBlackoutNs = nowNs + Wait(network.BlackoutEverySeconds);
        if (network.ReaddressEverySeconds > 0) _nextAddressNs = nowNs + Wait(network.ReaddressEverySeconds);
    }

    public Endpoint LocalEndpoint => _socket.LocalEndpoint;

    /// <summary>When <see cref="Advance"/> has something to do even if nothing arrives.</summary>
    public long NextNs => Math.Min(Math.Min(_up.NextNs, _down.NextNs), Math.Min(_nextBlackoutNs, _nextAddressNs));

    /// <summary>Told when the socket got another address and with it another handle.</summary>
    public Action<int>? Readdressed { get; set; }

    /// <summary>Moves time on: takes in what the kernel has, and lets out what has come through.</summary>
    public void Advance(long nowNs)
    {
        _nowNs = nowNs;
        _socket.ReadsLeft = ReadsPerAdvance;
        while (_socket.TryReceive(out ReadOnlySpan<byte> datagram, out _)) _down.Send(datagram, nowNs);
        while (_up.TryTake(nowNs, out ReadOnlySpan<byte> datagram)) _socket.Send(datagram, default);
        if (nowNs >= _nextBlackoutNs) BeginBlackout(nowNs);
        if (nowNs >= _nextAddressNs) ChangeAddress(nowNs);
    }

    public bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from)
    {
        from = _socket.ServerEndpoint;
        return _down.TryTake(_nowNs, out datagram);
    }

    public void Send(ReadOnlySpan<byte> datagram, in Endpoint to) => _up.Send(datagram, _nowNs);

    public void Flush() => _socket.Flush();

    public void Dispose() => _socket.Dispose();

    private void BeginBlackout(long nowNs)
    {
        long untilNs = nowNs + (long)(_network.BlackoutSeconds * Timestamp.NanosecondsPerSecond);
        _up.Blackout(untilNs);
        _down.Blackout(untilNs);
        _nextBlackoutNs = untilNs + Wait(_network.BlackoutEverySeconds);
    }

    private void ChangeAddress(long nowNs)
    {
        _nextAddressNs = nowNs + Wait(_network.ReaddressEverySeconds);
        Readdressed?.Invoke(_socket.Reopen());
    }

    private long Wait(double meanSeconds) => (long)(-Math.Log(1 - _prng.NextDouble()) * meanSeconds * Timestamp.NanosecondsPerSecond);
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace GameServer.Tests.Interop;

/// <summary>Sends messages in several methods at once to something that sends everything back, whichever library carries them.</summary>
internal sealed class EchoClient(IEnumerable<EchoMethod> methods, int count)
{
    private readonly EchoLane[] _lanes = methods.Select(method => new EchoLane(method, count)).ToArray();
    private readonly byte[] _message = new byte[EchoLane.MessageBytesMax];

    public static EchoMethod[] AllMethods { get; } = [.. Enum.GetValues<EchoMethod>()];

    /// <summary>All that the reduced manager can tell apart: its ReliableSequenced leaves as ReliableOrdered.</summary>
    public static EchoMethod[] LiteMethods { get; } = [EchoMethod.ReliableUnordered, EchoMethod.Sequenced, EchoMethod.ReliableOrdered, EchoMethod.Unreliable];

    /// <summary>Nothing more to wait for: all is back, or something is wrong.</summary>
    public bool IsOver => _lanes.All(lane => lane.IsComplete) || _lanes.Any(lane => lane.Problem is not null);

    public void Take(EchoMethod method, ReadOnlySpan<byte> message, double nowMs) => LaneOf(method).Take(message, nowMs);

    /// <param name="nowMs">Any clock.</param>
    /// <param name="send">False when the message must be offered again later.</param>
    public void Step(double nowMs, Func<EchoMethod, ArraySegment<byte>, bool> send)
    {
        foreach (EchoLane lane in _lanes)
        {
            while (lane.TryNext(nowMs, _message, out int length) && send(lane.Method, new ArraySegment<byte>(_message, 0, length))) lane.NoteSent(nowMs);
            lane.Advance(nowMs);
        }
    }

    /// <summary>What came of it, a line per method, and whether every promise was kept.</summary>
    public bool Verify(double lossChance, out string report)
    {
        foreach (EchoLane lane in _lanes) lane.Verify(lossChance);
        report = string.Join(Environment.NewLine, _lanes.Select(lane => "  " + lane));
        return _lanes.All(lane => lane.Problem is null);
    }

    private EchoLane LaneOf(EchoMethod method) => _lanes.First(lane => lane.Method == method);
}

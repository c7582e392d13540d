using System;
using System.Globalization;

namespace GameServer.Tests.Interop;

/// <summary>
/// One delivery method's share of an echo run: which messages go out, whether what comes back keeps the method's promise, and when it is over. A message's length
/// follows from its number: mostly 0 to 400 bytes, up to 1000 where the method cannot fragment, up to 200,000 where it can.
/// </summary>
internal sealed class EchoLane(EchoMethod method, int count)
{
    public const int MessageBytesMax = 200_000;

    private const int OutstandingMax = 1000;       // of methods that owe every message
    private const int SendsPerMillisecond = 2;     // of the others: all at once would test what buffers drop
    private const double SendsAtOnceMax = 32;      // after this process was held up
    private const double QuietMs = 3000;
    private const int IndexBytes = 4;

    private readonly byte[] _copies = new byte[count];
    private readonly int[] _shortOwed = new int[IndexBytes];
    private readonly byte[] _expected = new byte[MessageBytesMax];
    private int _sent;
    private int _received;
    private int _last = -1;
    private double _startMs = -1;
    private double _allowance;
    private double _allowedMs;
    private double _lastNewsMs;

    public EchoMethod Method => method;

    public bool IsComplete { get; private set; }

    /// <summary>What is wrong with what came back; null while nothing is.</summary>
    public string? Problem { get; private set; }

    private bool OwesEveryMessage => method is EchoMethod.ReliableOrdered or EchoMethod.ReliableUnordered;

    /// <summary>The next message to send now; false when it must wait or was the last.</summary>
    public bool TryNext(double nowMs, Span<byte> message, out int length)
    {
        length = 0;
        if (_startMs < 0) _startMs = _allowedMs = nowMs;
        _allowance = Math.Min(_allowance + ((nowMs - _allowedMs) * SendsPerMillisecond), SendsAtOnceMax);
        _allowedMs = nowMs;
        bool waits = OwesEveryMessage ? _sent - _received >= OutstandingMax : _allowance < 1;
        if (_sent == count || waits) return false;
        length = LengthOf(_sent);
        Fill(message[..length], _sent);
        return true;
    }

    public void NoteSent(double nowMs)
    {
        int length = LengthOf(_sent++);
        if (length < IndexBytes) _shortOwed[length]++;
        _allowance--;
        _lastNewsMs = nowMs;
    }

    public void Take(ReadOnlySpan<byte> message, double nowMs)
    {
        _received++;
        _lastNewsMs = nowMs;
        if (method == EchoMethod.ReliableOrdered) TakeInOrder(message);
        else if (message.Length < IndexBytes) TakeShort(message);
        else TakeIndexed(message);
    }

    /// <summary>Notices that all has come, or that no more will.</summary>
    public void Advance(double nowMs)
    {
        if (IsComplete || _sent < count) return;
        IsComplete = method switch
        {
            EchoMethod.ReliableOrdered or EchoMethod.ReliableUnordered => _received >= count,
            EchoMethod.ReliableSequenced => _last == count - 1,
            _ => nowMs - _lastNewsMs > QuietMs,
        };
    }

    /// <summary>The last word on a lane that is complete.</summary>
    /// <param name="lossChance">Of each datagram on each way.</param>
    public void Verify(double lossChance)
    {
        if (!IsComplete) Complain("never completed");
        if (OwesEveryMessage && _received != count) Complain("came back too often");
        if (method == EchoMethod.ReliableUnordered && _shortOwed.AsSpan().ContainsAnyExcept(0)) Complain("short messages are missing");
        if (method == EchoMethod.Sequenced && _received == 0) Complain("nothing came back");

        // Datagrams carry several messages, so their loss is uneven; half of what should come is far from chance.
        if (method == EchoMethod.Unreliable && _received < count * (1 - lossChance) * (1 - lossChance) / 2) Complain("too many were lost");
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{method}: {_sent} sent, {_received} back in {(_lastNewsMs - Math.Max(0, _startMs)) / 1000:F1} s{(Problem is null ? "" : ": " + Problem)}");

    private void TakeInOrder(ReadOnlySpan<byte> message)
    {
        int index = _last + 1;
        if (index >= count || !IsMessage(index, message)) Complain($"message {index} is not the next");
        _last = index;
    }

    private void TakeShort(ReadOnlySpan<byte> message)
    {
        if (--_shortOwed[message.Length] < 0) Complain("a short message came back too often");
    }

    private void TakeIndexed(ReadOnlySpan<byte> message)
    {
        int index = BitConverter.ToInt32(message);
        if (index < 0 || index >= _sent || !IsMessage(index, message))
        {
            Complain($"{message.Length} bytes came back that were never sent");
            return;
        }

        if (++_copies[index] > 1) Complain($"message {index} came back twice");
        if (method is EchoMethod.Sequenced or EchoMethod.ReliableSequenced && index <= _last) Complain($"message {index} came back after {_last}");
        _last = index;
    }

    private bool IsMessage(int index, ReadOnlySpan<byte> message)
    {
        Span<byte> expected = _expected.AsSpan(0, LengthOf(index));
        Fill(expected, index);
        return message.SequenceEqual(expected);
    }

    private int LengthOf(int index)
    {
        // The last few tell that all before them are through, so they carry their number.
        int spread = (int)((uint)index * 2_654_435_761u >> 12);
        if (index >= count - 10) return 16;
        if (index % 50 == 7) return 0;
        if (index % 50 == 13) return 1 + (spread % 3);
        if (!OwesEveryMessage) return index % 97 == 0 ? 1000 : IndexBytes + (spread % 397);
        if (index % 1000 == 500) return MessageBytesMax;
        return index % 100 == 50 ? 1000 + (spread % 19_000) : IndexBytes + (spread % 397);
    }

    private static void Fill(Span<byte> message, int index)
    {
        for (int i = 0; i < message.Length; i++) message[i] = (byte)(index + i);
        if (message.Length >= IndexBytes) BitConverter.TryWriteBytes(message, index);
    }

    private void Complain(string problem) => Problem ??= problem;
}

using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Client;

/// <summary>
/// The commands of a client that have no result yet. To the game they are numbered from 1 on for the client's whole life; on the wire from 1 on in each session. What has been sent is sent
/// again after a resume: the server knows by the number what it has taken.
/// </summary>
internal sealed class CommandOutbox
{
    public const int ObjectBytes = 64;

    private const int Mask = Limits.CommandsInFlight - 1;
    private const long RetryNs = 250 * Timestamp.NanosecondsPerMillisecond;   // after a refusal

    private readonly ushort[] _lengths = new ushort[Limits.CommandsInFlight];
    private readonly CommandResult[] _results = new CommandResult[Limits.CommandsInFlight];
    private readonly byte[] _message = new byte[CommandMessage.BytesMax];
    private byte[] _bytes = [];   // by number; most clients never send a command
    private uint _base;           // number less wire number; wraps
    private uint _last;           // the newest command
    private uint _sent;           // the newest one sent on this connection
    private uint _answered;       // the newest one with a result
    private long _pausedUntilNs;

    /// <summary>Commands without a result.</summary>
    public int WaitingCount => (int)(_last - _answered);

    /// <summary>True when something is to be sent.</summary>
    public bool IsDue(long nowNs) => _sent != _last && nowNs >= _pausedUntilNs;

    public bool TryAdd(ReadOnlySpan<byte> command, out uint number)
    {
        number = 0;
        if (WaitingCount == Limits.CommandsInFlight) return false;
        if (_bytes.Length == 0) _bytes = new byte[Limits.CommandsInFlight * Limits.CommandBytes];
        number = ++_last;
        command.CopyTo(_bytes.AsSpan((int)(number & Mask) * Limits.CommandBytes));
        _lengths[number & Mask] = (ushort)command.Length;
        return true;
    }

    /// <summary>Sends what is new on this connection.</summary>
    public void Send(LiteNetTransport transport, PeerId peer)
    {
        while (_sent != _last)
        {
            uint next = _sent + 1;
            ReadOnlySpan<byte> command = _bytes.AsSpan((int)(next & Mask) * Limits.CommandBytes, _lengths[next & Mask]);
            int length = CommandMessage.Write(_message, next - _base, command);
            if (!transport.Send(peer, _message.AsSpan(0, length), DeliveryMethod.ReliableOrdered)) return;
            _sent = next;
        }
    }

    /// <summary>The same session on another connection: everything without a result goes out again.</summary>
    public void Resume() => Restart();

    /// <summary>Another session, in which the server has taken so many commands of somebody's. What waits is lost: <see cref="TryLose"/> first.</summary>
    public void Begin(uint commandsTaken)
    {
        Check.That(WaitingCount == 0);
        _base = _last - commandsTaken;
        Restart();
    }

    /// <summary>Gives up the oldest command without a result.</summary>
    public bool TryLose(out uint number)
    {
        number = _answered + 1;
        if (WaitingCount == 0) return false;
        if (_sent == _answered) _sent++;
        _answered++;
        return true;
    }

    /// <summary>Takes in results.</summary>
    /// <returns>False when the message is none.</returns>
    public bool TryTake(ReadOnlySpan<byte> message, Action<uint, CommandResult> answered)
    {
        if (!CommandResultsMessage.TryRead(message, out uint first, _results, out int count)) return false;
        for (int i = 0; i < count; i++)
        {
            // Those that were answered before come again after a resume, and those of the session's former owner mean nothing here.
            uint number = first + (uint)i + _base;
            if (number != _answered + 1 || _answered == _sent) continue;
            _answered = number;
            answered(number, _results[i]);
        }

        return true;
    }

    /// <summary>Takes in a refusal: what it names goes out again, after a pause.</summary>
    /// <returns>False when the message is none.</returns>
    public bool TryTakeRefusal(ReadOnlySpan<byte> message, long nowNs)
    {
        if (!CommandRefusal.TryRead(message, out CommandRefusal refusal)) return false;
        uint taken = refusal.Next - 1 + _base;
        if (taken - _answered <= _sent - _answered) _sent = taken;
        _pausedUntilNs = nowNs + RetryNs;
        return true;
    }

    private void Restart()
    {
        _sent = _answered;
        _pausedUntilNs = 0;
    }
}

using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// The reliable commands of one session: each is numbered by its sender from 1 on, taken once and in order, applied by a tick, and its result kept until the sender cannot ask for
/// it again. A sender has at most <see cref="Limits.CommandsInFlight"/> without a result, so the last that many results are all anybody can miss.
/// </summary>
public sealed class SeatCommands
{
    private const int Mask = Limits.CommandsInFlight - 1;

    private readonly byte[] _bytes = new byte[Limits.CommandsInFlight * Limits.CommandBytes];   // by sequence
    private readonly ushort[] _lengths = new ushort[Limits.CommandsInFlight];
    private readonly CommandResult[] _results = new CommandResult[Limits.CommandsInFlight];
    private readonly Tick[] _appliedAt = new Tick[Limits.CommandsInFlight];

    /// <summary>The newest command taken; 0 before the first.</summary>
    public uint LastQueued { get; private set; }

    /// <summary>The newest command applied; 0 before the first.</summary>
    public uint LastApplied { get; private set; }

    /// <summary>Commands that wait for a tick.</summary>
    public int WaitingCount => (int)(LastQueued - LastApplied);

    /// <summary>Forgets everything, for a new session.</summary>
    public void Reset() => Restore(0, default, Tick.None);

    /// <summary>Takes up where a saved room left off; what waited then is for its sender to send again.</summary>
    /// <param name="lastApplied">The newest command applied.</param>
    /// <param name="results">Results up to that one, oldest first: at most <see cref="Limits.CommandsInFlight"/>, at least as many as its sender may still ask for.</param>
    /// <param name="appliedAt">A tick that is not before any of them was applied.</param>
    public void Restore(uint lastApplied, ReadOnlySpan<CommandResult> results, Tick appliedAt)
    {
        Check.That(results.Length <= Math.Min(lastApplied, Limits.CommandsInFlight));
        LastQueued = lastApplied;
        LastApplied = lastApplied;
        uint first = lastApplied - (uint)results.Length + 1;
        for (int i = 0; i < results.Length; i++)
        {
            _results[(first + i) & Mask] = results[i];
            _appliedAt[(first + i) & Mask] = appliedAt;
        }
    }

    /// <summary>True while the result of a command is kept.</summary>
    public bool HoldsResult(uint sequence) => sequence <= LastApplied && sequence > 0 && LastApplied - sequence < Limits.CommandsInFlight;

    /// <summary>Result of a command, while <see cref="HoldsResult"/>.</summary>
    public CommandResult ResultOf(uint sequence) => _results[sequence & Mask];

    /// <summary>The tick that applied a command, while <see cref="HoldsResult"/>.</summary>
    public Tick AppliedAt(uint sequence) => _appliedAt[sequence & Mask];

    internal void Save(StateWriter state)
    {
        uint last = Mutations.Has(Mutation.CheckpointForgetsCommands) ? 0 : LastApplied;
        int kept = (int)Math.Min(last, Limits.CommandsInFlight);
        state.Write(last);
        for (int i = kept - 1; i >= 0; i--) state.Write(ResultOf(last - (uint)i));
    }

    internal void Load(ref StateReader state, Tick now)
    {
        uint lastApplied = state.Read<uint>();
        Span<CommandResult> results = stackalloc CommandResult[Limits.CommandsInFlight];
        results = results[..(int)Math.Min(lastApplied, Limits.CommandsInFlight)];
        state.ReadColumn(results);
        Restore(lastApplied, results, now);
    }

    internal CommandOffer Offer(uint sequence, ReadOnlySpan<byte> command)
    {
        if (sequence == 0 || sequence - 1 > LastQueued) return CommandOffer.OutOfOrder;
        if (sequence <= LastQueued) return CommandOffer.Duplicate;
        if (command.Length > Limits.CommandBytes) return CommandOffer.TooLong;
        if (WaitingCount == Limits.CommandsInFlight) return CommandOffer.Full;
        int index = (int)(sequence & Mask);
        command.CopyTo(_bytes.AsSpan(index * Limits.CommandBytes));
        _lengths[index] = (ushort)command.Length;
        LastQueued = sequence;
        return CommandOffer.Queued;
    }

    internal ReadOnlySpan<byte> BytesOf(uint sequence) => _bytes.AsSpan((int)(sequence & Mask) * Limits.CommandBytes, _lengths[sequence & Mask]);

    internal void Applied(CommandResult result, Tick tick)
    {
        Check.That(WaitingCount > 0);
        LastApplied++;
        _results[LastApplied & Mask] = result;
        _appliedAt[LastApplied & Mask] = tick;
    }
}

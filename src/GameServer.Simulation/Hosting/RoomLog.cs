using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// What a room's ticks consumed, in memory: per tick the leaves, the joins, players lost and back, commands, and the inputs that differ from the player's one before, then a hash of
/// the resulting state every so many ticks. <see cref="RoomReplay"/> runs it again. Shares nothing with <see cref="TickEncoder"/>, which writes the same for a journal: simulated runs
/// hold what a journal brings back against this log, and a mistake made by both at once would go unseen.
/// <code>
/// entry: kind 4 bits | seat 16 bits | payload
/// payload: join → index of the identity · stored → through tick · content → index of the content · return → token generation · command → sequence, length in bytes, bytes in whole words ·
///          input → the fields, then what the player saw (age 16 bits | allowed 16 bits) · hash → 2 words, low first
/// </code>
/// </summary>
public sealed class RoomLog : IRoomRecorder
{
    internal const int LeaveKind = 0;
    internal const int JoinKind = 1;
    internal const int InputKind = 2;
    internal const int HashKind = 3;
    internal const int InterruptKind = 4;
    internal const int ReturnKind = 5;
    internal const int CommandKind = 6;
    internal const int StoredKind = 7;
    internal const int ContentKind = 8;
    internal const int KindBits = 4;

    private const int NoInput = -1;   // no quantised field is negative

    private readonly int _hashPeriodTicks;
    private readonly List<PlayerIdentity> _identities = [];
    private readonly List<ContentSet> _contents = [];
    private readonly List<int> _tickStarts = [];   // by tick − 1: where its entries start
    private readonly int[] _lastInputs;
    private int[] _words = new int[1024];
    private int _wordCount;

    /// <summary>An empty log for a room before its first tick.</summary>
    /// <param name="schema">The game's declaration.</param>
    /// <param name="playerCapacity">Seats of the room.</param>
    /// <param name="hashPeriodTicks">Ticks from one state hash to the next; 0: none.</param>
    public RoomLog(GameSchema schema, int playerCapacity, int hashPeriodTicks)
    {
        InputFields = schema.Input.Fields.Length;
        _hashPeriodTicks = hashPeriodTicks;
        _lastInputs = new int[playerCapacity * InputWords];
    }

    /// <summary>Ticks recorded, from tick 1 on.</summary>
    public int TickCount => _tickStarts.Count;

    /// <summary>Size in memory, identities not included.</summary>
    public long Bytes => (_wordCount + (long)_tickStarts.Count) * sizeof(int);

    /// <summary>Fields of one input.</summary>
    internal int InputFields { get; }

    /// <summary>Length of an input's payload: the fields and the view.</summary>
    internal int InputWords => InputFields + 1;

    /// <inheritdoc/>
    public void EffectsStored(Tick tick, Tick through) => Begin(tick, StoredKind, 0, 1)[0] = (int)through.Value;

    /// <inheritdoc/>
    public void ContentChanged(Tick tick, ContentSet content)
    {
        Begin(tick, ContentKind, 0, 1)[0] = _contents.Count;
        _contents.Add(content);
    }

    /// <inheritdoc/>
    public void PlayerLeft(Tick tick, PlayerSlot player) => Begin(tick, LeaveKind, player.Value, 0);

    /// <inheritdoc/>
    public void PlayerJoined(Tick tick, PlayerSlot player, in PlayerIdentity identity)
    {
        Begin(tick, JoinKind, player.Value, 1)[0] = _identities.Count;
        _identities.Add(identity);
        LastInputOf(player).Fill(NoInput);   // so that a new player's first one is recorded whatever it is
    }

    /// <inheritdoc/>
    public void PlayerInterrupted(Tick tick, PlayerSlot player)
    {
        Begin(tick, InterruptKind, player.Value, 0);
        LastInputOf(player).Fill(NoInput);   // the loss silences the seat: who is back within the tick and gives the same input again gives a new one
    }

    /// <inheritdoc/>
    public void PlayerReturned(Tick tick, PlayerSlot player, uint tokenGeneration) => Begin(tick, ReturnKind, player.Value, 1)[0] = (int)tokenGeneration;

    /// <inheritdoc/>
    public void CommandConsumed(Tick tick, PlayerSlot player, uint sequence, ReadOnlySpan<byte> command)
    {
        Span<int> payload = Begin(tick, CommandKind, player.Value, 2 + WordsOf(command.Length));
        payload.Clear();
        payload[0] = (int)sequence;
        payload[1] = command.Length;
        command.CopyTo(MemoryMarshal.AsBytes(payload[2..]));
    }

    /// <inheritdoc/>
    public void InputConsumed(Tick tick, PlayerSlot player, ReadOnlySpan<int> fields, ViewClaim view)
    {
        StartTick(tick);
        Span<int> last = LastInputOf(player);
        int viewWord = view.AgeSixteenths | (view.AllowedSixteenths << 16);
        if (fields.SequenceEqual(last[..InputFields]) && last[InputFields] == viewWord) return;
        fields.CopyTo(last);
        last[InputFields] = viewWord;
        last.CopyTo(Begin(tick, InputKind, player.Value, InputWords));
    }

    /// <inheritdoc/>
    public void TickEnded(RoomSimulation room)
    {
        StartTick(room.Tick);
        if (_hashPeriodTicks == 0 || room.Tick.Value % (uint)_hashPeriodTicks != 0) return;
        ulong hash = room.StateHash;
        Span<int> words = Begin(room.Tick, HashKind, 0, 2);
        words[0] = (int)(uint)hash;
        words[1] = (int)(uint)(hash >> 32);
    }

    /// <summary>Forgets what was recorded of ticks after <paramref name="last"/>: they are void, and the room goes on from there.</summary>
    public void CutAfter(Tick last)
    {
        if (last.Value >= TickCount) return;
        _wordCount = _tickStarts[(int)last.Value];
        _tickStarts.RemoveRange((int)last.Value, TickCount - (int)last.Value);
        _lastInputs.AsSpan().Fill(NoInput);   // they may have been of ticks that are gone
    }

    /// <summary>Everything recorded of one tick; empty beyond the end.</summary>
    internal ReadOnlySpan<int> EntriesOf(Tick tick)
    {
        int index = (int)tick.Value - 1;
        if (index < 0 || index >= _tickStarts.Count) return default;
        int end = index + 1 < _tickStarts.Count ? _tickStarts[index + 1] : _wordCount;
        return _words.AsSpan(_tickStarts[index], end - _tickStarts[index]);
    }

    internal ContentSet ContentAt(int index) => _contents[index];

    internal PlayerIdentity IdentityAt(int index) => _identities[index];

    /// <summary>Words that so many bytes fill.</summary>
    internal static int WordsOf(int bytes) => (bytes + sizeof(int) - 1) / sizeof(int);

    private Span<int> LastInputOf(PlayerSlot player) => _lastInputs.AsSpan(player.Value * InputWords, InputWords);

    private void StartTick(Tick tick)
    {
        if (tick.Value == _tickStarts.Count) return;
        Check.That(tick.Value == _tickStarts.Count + 1);
        _tickStarts.Add(_wordCount);
    }

    private Span<int> Begin(Tick tick, int kind, ushort seat, int payloadWords)
    {
        StartTick(tick);
        int start = _wordCount;
        _wordCount += 1 + payloadWords;
        while (_wordCount > _words.Length) Array.Resize(ref _words, _words.Length * 2);
        _words[start] = (seat << KindBits) | kind;
        return _words.AsSpan(start + 1, payloadWords);
    }
}

using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Client;

/// <summary>
/// What a client plays by: its build's own values until it is told others, then each version from the tick that the server says. The bytes of the newest are kept as they came, whatever this
/// build understands of them, because the next difference is to these; of what it understands, a version that it cannot accept leaves it with the one before.
/// </summary>
internal sealed class ClientContent
{
    private const int Kept = 4;   // versions that ticks still to be predicted again may run with

    private readonly ContentDeclaration? _declared;
    private readonly (Tick From, ContentSet Set)[] _versions = new (Tick, ContentSet)[Kept];   // newest first
    private ReadOnlyMemory<byte> _held;
    private int _count = 1;

    /// <param name="declared">Of the game's; null when this build of it has no content.</param>
    public ClientContent(ContentDeclaration? declared)
    {
        _declared = declared;
        ContentSet set = declared?.Defaults ?? ContentSet.None;
        _versions[0] = (Tick.None, set);
        _held = set.Document.Bytes;
        HeldVersion = declared is null ? 0 : set.Hash;
    }

    /// <summary>The version whose bytes are held; 0 when this build takes no content.</summary>
    public ulong HeldVersion { get; private set; }

    /// <summary>The newest version that this build accepts, and its first tick.</summary>
    public (Tick From, ContentSet Set) Newest => _versions[0];

    /// <summary>What a tick runs with, as far as is known.</summary>
    public ContentSet At(Tick tick)
    {
        int index = 0;
        while (index < _count - 1 && _versions[index].From > tick) index++;
        return _versions[index].Set;
    }

    /// <summary>Another room, whose ticks are others: the newest version holds until the server says otherwise.</summary>
    public void Begin()
    {
        _versions[0].From = Tick.None;
        _count = 1;
    }

    /// <summary>Takes in what the server sent.</summary>
    /// <param name="from">The first tick that runs with it.</param>
    /// <param name="held">What the body is the difference to; 0: it is whole.</param>
    /// <param name="version">What it leads to.</param>
    /// <param name="body">From a stranger.</param>
    public ContentOutcome Take(Tick from, ulong held, ulong version, ReadOnlySpan<byte> body)
    {
        byte[]? whole = null;
        if (_declared is null) return ContentOutcome.Refused;
        if (held != 0 && (held != HeldVersion || !ContentDelta.TryApply(body, _held.Span, out whole))) return ContentOutcome.Unreadable;
        if (!ContentDocument.TryDecode(whole ?? body, out ContentDocument? document)) return ContentOutcome.Unreadable;
        if (document.Hash != version) return ContentOutcome.Unreadable;
        _held = document.Bytes;
        HeldVersion = version;
        if (!_declared.TryBind(document, out ContentSet? set, out _)) return ContentOutcome.Refused;
        Add(from, set);
        return ContentOutcome.Taken;
    }

    private void Add(Tick from, ContentSet set)
    {
        while (_count > 1 && _versions[0].From >= from) Array.Copy(_versions, 1, _versions, 0, --_count);   // a change that never came to its tick
        if (_count == Kept) _count--;
        Array.Copy(_versions, 0, _versions, 1, _count++);
        _versions[0] = (from, set);
    }
}

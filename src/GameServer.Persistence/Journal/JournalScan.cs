using System;
using System.Collections.Generic;
using System.IO;

namespace GameServer.Persistence;

/// <summary>
/// Reads a shard's log from its oldest record to the last that can be believed. Never throws for what it finds: it stops, and <see cref="End"/> and
/// <see cref="EndText"/> say why.
/// </summary>
public sealed class JournalScan : IDisposable
{
    private readonly IJournalStorage _storage;
    private readonly List<(string Name, ulong First)> _segments = [];
    private readonly byte[] _header = new byte[JournalFormat.SegmentHeaderBytes];
    private IJournalSource? _segment;
    private byte[] _window = new byte[1 << 18];   // a part of the segment, read in one go: records are some hundred bytes
    private long _windowStart;
    private int _windowBytes;
    private int _index = -1;
    private ulong _expected;   // number of the record that comes next; 0 before the first segment
    private long _offset;

    /// <summary>A scan of whatever journal the storage holds; an empty one ends at once, cleanly.</summary>
    public JournalScan(IJournalStorage storage)
        : this(storage, "")
    {
    }

    private JournalScan(IJournalStorage storage, string keptSuffix)
    {
        _storage = storage;
        try
        {
            foreach (string name in storage.List())
            {
                bool isKept = keptSuffix.Length > 0 && name.EndsWith(keptSuffix, StringComparison.Ordinal);
                if (JournalFormat.TryParseName(isKept ? name[..^keptSuffix.Length] : name, out ulong first)) _segments.Add((name, first));
            }
        }
        catch (IOException failure)
        {
            Stop(JournalEnd.Unreadable, failure.Message);
        }
    }

    /// <summary>A scan that begins with the segments that checkpoints have overtaken and that were kept: <see cref="JournalOptions.KeepsSegments"/>.</summary>
    public static JournalScan WithKept(IJournalStorage storage) => new(storage, JournalFormat.KeptSuffix);

    /// <summary>Why the scan stopped.</summary>
    public JournalEnd End { get; private set; }

    /// <summary>The same in a sentence, with file and offset.</summary>
    public string EndText { get; private set; } = "";

    /// <summary>Newest record read, 0 before the first.</summary>
    public ulong LastSequence { get; private set; }

    /// <summary>Whose log it is: of the segment being read.</summary>
    public JournalIdentity Identity { get; private set; }

    /// <summary>Segments found.</summary>
    public int SegmentCount => _segments.Count;

    /// <summary>Reads the next record; false once <see cref="End"/> says why there is none.</summary>
    public bool TryRead(out JournalRecord record)
    {
        record = default;
        try
        {
            while (End == JournalEnd.Open)
            {
                bool isFinished = _segment is null || _offset == _segment.Length || NextBeginsHere;
                if (isFinished) OpenNext();
                else if (TryReadHere(out record, out string problem)) return Accept(record);
                else Stop(IsNewest ? JournalEnd.TornTail : JournalEnd.Damaged, $"{Here} {problem}");
            }
        }
        catch (IOException failure)
        {
            Stop(JournalEnd.Unreadable, $"{Here} {failure.Message}");
        }

        return false;
    }

    /// <summary>
    /// Makes what was found durable, and its end final, before a writer carries on from it. A process that was killed leaves records that were written and never flushed: a
    /// power cut could still take them from under the records that follow. And segments behind the end are set aside under another name, or their stale records might one
    /// day seem to follow the new ones.
    /// </summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Settle()
    {
        for (int i = 0; i < _segments.Count; i++)
        {
            string name = _segments[i].Name;
            if (i <= _index) _storage.Flush(name);
            else _storage.Rename(name, name + JournalFormat.CutSuffix);
        }

        _storage.SyncNames();
    }

    /// <summary>
    /// Sets the whole log aside under other names: what it led to is in checkpoints, and the next record need not follow its last.
    /// </summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void SetAside()
    {
        foreach ((string name, _) in _segments) _storage.Rename(name, name + JournalFormat.CutSuffix);
        _storage.SyncNames();
    }

    public void Dispose() => _segment?.Dispose();

    private string Here => _index < _segments.Count && _index >= 0 ? $"{_segments[_index].Name} at byte {_offset}:" : "journal:";

    private bool IsNewest => _index == _segments.Count - 1;

    /// <summary>True when the next segment takes over from here: this one is full, or was given up by its writer after a failed write.</summary>
    private bool NextBeginsHere => !IsNewest && _segments[_index + 1].First == _expected;

    private void OpenNext()
    {
        _segment?.Dispose();
        _segment = null;
        if (++_index == _segments.Count)
        {
            Stop(JournalEnd.Clean, "");
            return;
        }

        _offset = 0;
        _segment = _storage.Open(_segments[_index].Name);
        int read = _segment.Read(0, _header);
        bool isWhole = JournalFormat.TryReadSegmentHeader(_header.AsSpan(0, read), out ulong first, out JournalIdentity identity) && first == _segments[_index].First;
        if (!isWhole)
        {
            Stop(IsNewest ? JournalEnd.TornTail : JournalEnd.Damaged, $"{Here} no whole segment header");
            return;
        }

        if (_expected != 0 && first != _expected)
        {
            Stop(JournalEnd.MissingSegment, $"{Here} begins with record {first}, {_expected} should come next");
            return;
        }

        _expected = first;
        Identity = identity;
        _offset = JournalFormat.SegmentHeaderBytes;
        _windowBytes = 0;
    }

    private bool TryReadHere(out JournalRecord record, out string problem)
    {
        record = default;
        problem = "a record is cut short";
        if (!TrySee(_offset, JournalFormat.RecordHeaderBytes, out ReadOnlySpan<byte> header)) return false;
        int length = JournalFormat.PayloadLengthOf(header);
        if (length is < 0 or > JournalFormat.PayloadBytesMax)
        {
            problem = "a record's length makes no sense";
            return false;
        }

        if (!TrySee(_offset, JournalFormat.RecordHeaderBytes + length, out ReadOnlySpan<byte> whole)) return false;
        header = whole[..JournalFormat.RecordHeaderBytes];
        ReadOnlySpan<byte> payload = whole[JournalFormat.RecordHeaderBytes..];
        problem = "a record's checksum or number is wrong";
        if (!JournalFormat.TryReadRecord(header, payload, out record) || record.Sequence != _expected) return false;
        _offset += header.Length + length;
        return true;
    }

    /// <summary>Bytes of the segment; false when it ends before.</summary>
    private bool TrySee(long offset, int length, out ReadOnlySpan<byte> bytes)
    {
        if (offset < _windowStart || offset + length > _windowStart + _windowBytes)
        {
            if (_window.Length < length) _window = new byte[length];
            _windowStart = offset;
            _windowBytes = _segment!.Read(offset, _window);
        }

        bytes = default;
        if (length > _windowBytes) return false;
        bytes = _window.AsSpan((int)(offset - _windowStart), length);
        return true;
    }

    private bool Accept(in JournalRecord record)
    {
        LastSequence = record.Sequence;
        _expected = record.Sequence + 1;
        return true;
    }

    private void Stop(JournalEnd end, string text)
    {
        End = end;
        EndText = text;
    }
}

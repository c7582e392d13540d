using System;

namespace GameServer.Replication;

/// <summary>Where a client's records are put together anew when somebody came or went: one for all clients of a room, so that each needs only its own list.</summary>
internal sealed class ViewMerge(int capacity)
{
    private ViewRecord[] _records = new ViewRecord[capacity];
    private int _count;

    /// <summary>Starts with the records in front that stay as they are.</summary>
    public void Begin(ReadOnlySpan<ViewRecord> unchanged)
    {
        if (_records.Length < unchanged.Length) Array.Resize(ref _records, unchanged.Length * 2);
        unchanged.CopyTo(_records);
        _count = unchanged.Length;
    }

    public void Add(in ViewRecord record)
    {
        if (_count == _records.Length) Array.Resize(ref _records, _count * 2);
        _records[_count++] = record;
    }

    /// <summary>Replaces a client's records.</summary>
    /// <returns>How many there are.</returns>
    public int CopyTo(ref ViewRecord[] records)
    {
        if (records.Length < _count) records = new ViewRecord[_records.Length];
        _records.AsSpan(0, _count).CopyTo(records);
        return _count;
    }
}

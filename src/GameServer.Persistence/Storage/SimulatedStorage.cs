using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// A disk in memory that tears writes, loses flushes and flips bits, all from a seed. <see cref="Crash"/> is the power cut: of what was not flushed an arbitrary front
/// part survives, and so does an arbitrary number of the name changes since the last <see cref="SyncNames"/>, in their order.
/// </summary>
public sealed class SimulatedStorage : IJournalStorage
{
    private readonly List<Action<SortedDictionary<string, Content>>> _unsyncedNameChanges = [];
    private SortedDictionary<string, Content> _durableNames = new(StringComparer.Ordinal);
    private SortedDictionary<string, Content> _names = new(StringComparer.Ordinal);
    private Prng _prng;

    /// <summary>An empty disk.</summary>
    public SimulatedStorage(ulong seed)
    {
        _prng = Prng.For(seed, "storage");
    }

    /// <summary>What goes wrong from now on.</summary>
    public StorageFaults Faults { get; set; } = StorageFaults.None;

    /// <summary>Bytes in all files.</summary>
    public long UsedBytes => _names.Values.Sum(content => (long)content.Bytes.Count);

    /// <summary>Flushes that claimed success and did nothing.</summary>
    public long LiesTold { get; private set; }

    /// <summary>Faults of any kind so far.</summary>
    public long FaultCount => FullCount + AppendsFailed + FlushesFailed + LiesTold + BitsFlipped;

    /// <summary>Appends that found no space.</summary>
    public long FullCount { get; private set; }

    /// <summary>Appends that failed after part of their bytes.</summary>
    public long AppendsFailed { get; private set; }

    /// <summary>Flushes that failed.</summary>
    public long FlushesFailed { get; private set; }

    /// <summary>Bits that turned over in crashes.</summary>
    public long BitsFlipped { get; private set; }

    /// <summary>Times a file was written to, flushed, read or looked for: whoever must not wait for a disk leaves it as it is.</summary>
    public long OperationCount { get; private set; }

    public IReadOnlyList<string> List() => [.. _names.Keys];

    public IJournalFile Create(string name)
    {
        Content content = new();
        ChangeNames(names => names[name] = content);
        return new Written(this, content);
    }

    public IJournalSource Open(string name) => new Source([.. Find(name).Bytes]);

    public void Flush(string name) => Flush(Find(name));

    public void Rename(string from, string to)
    {
        Find(from);
        ChangeNames(names =>
        {
            if (names.Remove(from, out Content? content)) names[to] = content;
        });
    }

    public void Delete(string name) => ChangeNames(names => names.Remove(name));

    public void SyncNames()
    {
        foreach (Action<SortedDictionary<string, Content>> change in _unsyncedNameChanges) change(_durableNames);
        _unsyncedNameChanges.Clear();
    }

    /// <summary>The process dies: everything handed to the system so far stays.</summary>
    /// <remarks>Files still open go on working; let their owners go first.</remarks>
    public void KillProcess() => SyncNames();

    /// <summary>The power goes: see the class. Afterwards only what survived is there, and it is durable.</summary>
    public void Crash()
    {
        int kept = _prng.NextInt(_unsyncedNameChanges.Count + 1);
        foreach (Action<SortedDictionary<string, Content>> change in _unsyncedNameChanges.Take(kept)) change(_durableNames);
        _unsyncedNameChanges.Clear();
        _names = new SortedDictionary<string, Content>(StringComparer.Ordinal);
        foreach ((string name, Content content) in _durableNames) _names[name] = Survivor(content);
        _durableNames = new SortedDictionary<string, Content>(_names, StringComparer.Ordinal);
    }

    private Content Find(string name)
    {
        OperationCount++;
        return _names.TryGetValue(name, out Content? content) ? content : throw new FileNotFoundException($"there is no {name}", name);
    }

    private void ChangeNames(Action<SortedDictionary<string, Content>> change)
    {
        OperationCount++;
        change(_names);
        _unsyncedNameChanges.Add(change);
    }

    private Content Survivor(Content content)
    {
        int unflushed = content.Bytes.Count - content.FlushedBytes;
        int length = content.FlushedBytes + (unflushed > 0 ? _prng.NextInt(unflushed + 1) : 0);
        Content survivor = new() { FlushedBytes = length };
        survivor.Bytes.AddRange(content.Bytes.Take(length));
        if (length == 0 || !Happens(Faults.BitFlipChance)) return survivor;
        BitsFlipped++;
        survivor.Bytes[_prng.NextInt(length)] ^= (byte)(1 << _prng.NextInt(8));
        return survivor;
    }

    private bool Happens(double chance) => chance > 0 && _prng.NextChance(chance);

    private void Append(Content content, ReadOnlySpan<byte> bytes)
    {
        OperationCount++;
        long room = Faults.CapacityBytes - UsedBytes;
        int fits = (int)Math.Clamp(room, 0, bytes.Length);
        bool fails = fits < bytes.Length;
        if (fails)
        {
            FullCount++;
        }
        else if (Happens(Faults.AppendFailChance))
        {
            AppendsFailed++;
            fits = _prng.NextInt(bytes.Length + 1);
            fails = true;
        }

        content.Bytes.AddRange(bytes[..fits]);
        if (fails) throw new IOException(room < bytes.Length ? "no space left on device" : "input/output error");
    }

    private void Flush(Content content)
    {
        OperationCount++;
        if (Happens(Faults.FlushFailChance))
        {
            FlushesFailed++;
            // The system drops the pages it could not write; they read as zeros from now on.
            for (int i = content.FlushedBytes; i < content.Bytes.Count; i++) content.Bytes[i] = 0;
            content.FlushedBytes = content.Bytes.Count;
            throw new IOException("input/output error on flush");
        }

        if (Happens(Faults.FlushLieChance)) LiesTold++;
        else content.FlushedBytes = content.Bytes.Count;
    }

    private sealed class Content
    {
        public List<byte> Bytes { get; } = [];

        public int FlushedBytes { get; set; }
    }

    private sealed class Written(SimulatedStorage disk, Content content) : IJournalFile
    {
        public long Length => content.Bytes.Count;

        public void Append(ReadOnlySpan<byte> bytes) => disk.Append(content, bytes);

        public void Flush() => disk.Flush(content);

        public void Dispose()
        {
        }
    }

    private sealed class Source(byte[] bytes) : IJournalSource
    {
        public long Length => bytes.Length;

        public int Read(long offset, Span<byte> into)
        {
            ReadOnlySpan<byte> rest = bytes.AsSpan((int)Math.Min(offset, bytes.Length));
            int count = Math.Min(rest.Length, into.Length);
            rest[..count].CopyTo(into);
            return count;
        }

        public void Dispose()
        {
        }
    }
}

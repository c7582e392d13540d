using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace GameServer.Persistence;

/// <summary>
/// Effects that the player store will not take, on this machine's own disk until it does: so that one player's record that is beyond repair by this process holds up no room. A file
/// per refusal, written under another name, flushed, renamed; a damaged one is left for people and read by nobody. Called by the writer's thread only.
/// <code>
/// file: records as in <see cref="JournalFormat"/>, numbered from 1, each an <see cref="EffectFrame"/>
/// </code>
/// </summary>
public sealed class RefusedEffects
{
    /// <summary>A file is a player's trouble. As many at once are the store's, and outages are what rooms keep their promises for.</summary>
    public const int FilesMax = 256;

    private const string Prefix = "refused-";
    private const string Suffix = ".effects";
    private const string UnfinishedSuffix = ".unfinished";
    private const string DamagedSuffix = ".damaged";

    private readonly IJournalStorage _storage;
    private readonly Dictionary<string, List<string>> _files = new(StringComparer.Ordinal);   // by player
    private int _fileCount;
    private ulong _nextFile;

    /// <summary>Reads what a former process kept.</summary>
    /// <param name="storage">A folder of its own.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    public RefusedEffects(IJournalStorage storage)
    {
        _storage = storage;
        List<(string, PlayerEffect)> found = [];
        foreach (string name in storage.List())
        {
            if (name.EndsWith(UnfinishedSuffix, StringComparison.Ordinal)) storage.Delete(name);
            else if (TryParseName(name, out ulong number)) Read(name, number, found);
        }

        storage.SyncNames();
        Found = found;
    }

    /// <summary>What a former process kept, in the order it was promised to each player.</summary>
    public IReadOnlyList<(string Player, PlayerEffect Effect)> Found { get; }

    /// <summary>Players of whom something is kept.</summary>
    public int PlayerCount => _files.Count;

    /// <summary>Keeps effects of one player.</summary>
    /// <returns>False when they could not be made durable: nothing was kept.</returns>
    public bool TryKeep(string player, IReadOnlyList<PlayerEffect> effects)
    {
        if (_fileCount == FilesMax) return false;
        string name = NameOf(_nextFile);
        try
        {
            Write(name + UnfinishedSuffix, player, effects);
            _storage.Rename(name + UnfinishedSuffix, name);
            _storage.SyncNames();
        }
        catch (IOException)
        {
            return false;   // the effects stay where they are, in the rooms' state
        }

        Note(player, name);
        _nextFile++;
        return true;
    }

    /// <summary>The store has all of a player's effects. What cannot be deleted is offered again by the next process, and known.</summary>
    public void Forget(string player)
    {
        if (!_files.Remove(player, out List<string>? names)) return;
        _fileCount -= names.Count;
        try
        {
            foreach (string name in names) _storage.Delete(name);
        }
        catch (IOException)
        {
            // As said above.
        }
    }

    private void Write(string name, string player, IReadOnlyList<PlayerEffect> effects)
    {
        Span<byte> header = stackalloc byte[JournalFormat.RecordHeaderBytes];
        byte[] frame = new byte[EffectFrame.BytesMax];
        byte[] playerBytes = Encoding.UTF8.GetBytes(player);
        using IJournalFile file = _storage.Create(name);
        for (int i = 0; i < effects.Count; i++)
        {
            PlayerEffect effect = effects[i];
            ReadOnlySpan<byte> written = frame.AsSpan(0, EffectFrame.Write(frame, effect.Id, playerBytes, effect.Kind, effect.Keeping, effect.Payload.Span));
            JournalFormat.WriteRecordHeader(header, (ulong)i + 1, default, effect.Id.Tick, kind: 0, written);
            file.Append(header);
            file.Append(written);
        }

        file.Flush();
    }

    private void Read(string name, ulong number, List<(string Player, PlayerEffect Effect)> found)
    {
        _nextFile = number + 1;   // names sort in order
        byte[] bytes;
        using (IJournalSource source = _storage.Open(name))
        {
            bytes = new byte[source.Length];
            if (source.Read(0, bytes) < bytes.Length) bytes = [];
        }

        if (!TryRead(bytes, out List<(string Player, PlayerEffect Effect)> effects))
        {
            _storage.Rename(name, name + DamagedSuffix);
            return;
        }

        Note(effects[0].Player, name);
        found.AddRange(effects);
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, out List<(string Player, PlayerEffect Effect)> effects)
    {
        effects = [];
        while (bytes.Length >= JournalFormat.RecordHeaderBytes)
        {
            ReadOnlySpan<byte> header = bytes[..JournalFormat.RecordHeaderBytes];
            int length = JournalFormat.PayloadLengthOf(header);
            bytes = bytes[header.Length..];
            if (length < 0 || length > bytes.Length || !JournalFormat.TryReadRecord(header, bytes[..length], out JournalRecord record)) return false;
            effects.Add(EffectFrame.Read(record));
            bytes = bytes[length..];
        }

        return bytes.IsEmpty && effects.Count > 0;
    }

    private void Note(string player, string name)
    {
        if (!_files.TryGetValue(player, out List<string>? names)) _files.Add(player, names = []);
        names.Add(name);
        _fileCount++;
    }

    private static string NameOf(ulong number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:x16}{Suffix}");

    private static bool TryParseName(string name, out ulong number)
    {
        number = 0;
        bool framed = name.Length == Prefix.Length + 16 + Suffix.Length && name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal);
        return framed && ulong.TryParse(name.AsSpan(Prefix.Length, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
    }
}

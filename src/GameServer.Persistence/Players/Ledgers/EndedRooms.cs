using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace GameServer.Persistence;

/// <summary>
/// Keys of rooms that have ended, by the day of their end, until ledgers have forgotten them: nobody else remembers them then. A file a day, written anew with each room, whole or not there.
/// <code>
/// ended-YYYYMMDD.rooms: keys, 64 bits each, little-endian
/// </code>
/// </summary>
public sealed class EndedRooms(IJournalStorage storage)
{
    /// <summary>Rooms of one day that are remembered; the effects of more stay in the ledgers.</summary>
    public const int RoomsPerDayMax = 65_536;

    private const string Prefix = "ended-";
    private const string Suffix = ".rooms";
    private const string DayFormat = "yyyyMMdd";

    /// <summary>Remembers a room.</summary>
    /// <param name="room">Its key.</param>
    /// <param name="day">When it ended.</param>
    /// <exception cref="IOException">The disk failed: it is not remembered.</exception>
    public void Add(ulong room, DateOnly day)
    {
        string name = NameOf(day);
        byte[] others = WholeFile.Read(storage, name, RoomsPerDayMax * sizeof(ulong)) ?? [];
        if (others.Length == RoomsPerDayMax * sizeof(ulong)) return;
        byte[] key = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(key, room);
        WholeFile.Replace(storage, name, file =>
        {
            file.Append(others);
            file.Append(key);
        });
    }

    /// <summary>Days before <paramref name="day"/> on which rooms ended, in order.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public IReadOnlyList<DateOnly> DaysBefore(DateOnly day) => [.. storage.List().Select(DayOf).OfType<DateOnly>().Where(ended => ended < day).Order()];

    /// <summary>The rooms that ended on a day.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public IReadOnlyList<ulong> EndedOn(DateOnly day)
    {
        byte[] keys = WholeFile.Read(storage, NameOf(day), RoomsPerDayMax * sizeof(ulong)) ?? [];
        return [.. Enumerable.Range(0, keys.Length / sizeof(ulong)).Select(i => BinaryPrimitives.ReadUInt64LittleEndian(keys.AsSpan(i * sizeof(ulong))))];
    }

    /// <summary>The ledgers have forgotten all rooms of a day.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Forget(DateOnly day) => storage.Delete(NameOf(day));

    private static string NameOf(DateOnly day) => Prefix + day.ToString(DayFormat, CultureInfo.InvariantCulture) + Suffix;

    private static DateOnly? DayOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal)
        && DateOnly.TryParseExact(name.AsSpan(Prefix.Length, name.Length - Prefix.Length - Suffix.Length), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
}

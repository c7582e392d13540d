using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using GameServer.Persistence;
using GameServer.Server;

namespace GameServer.Host.Operating;

/// <summary>
/// Who is banned, kept as <c>bans.json</c> in the data folder: written anew with each change, whole or not at all, before any shard hears of it. Without a data folder bans last as long as the process.
/// </summary>
internal sealed class BanBook
{
    /// <summary>As many as a file rewritten in a few milliseconds holds.</summary>
    public const int BansMax = 100_000;

    private const string Name = "bans.json";
    private const int BytesMax = 64 << 20;

    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    private readonly IJournalStorage? _storage;
    private readonly TimeProvider _time;
    private readonly object _gate = new();

    private BanBook(IJournalStorage? storage, TimeProvider time)
    {
        _storage = storage;
        _time = time;
    }

    /// <summary>What shards look at.</summary>
    public BanTable Table { get; } = new();

    /// <summary>Bans that are not over, in order of the players' ids.</summary>
    public IReadOnlyList<Ban> All => [.. Present().Values.OrderBy(ban => ban.PlayerId, StringComparer.Ordinal)];

    /// <summary>Reads what a former process left.</summary>
    /// <param name="storage">The data folder; null to keep nothing.</param>
    /// <param name="time">Says which bans are over.</param>
    /// <exception cref="IOException">It cannot be read, or is no list of bans.</exception>
    public static BanBook Open(IJournalStorage? storage, TimeProvider time)
    {
        BanBook book = new(storage, time);
        if (storage is null || WholeFile.Read(storage, Name, BytesMax) is not { } bytes) return book;
        try
        {
            BanView[] bans = JsonSerializer.Deserialize<BanView[]>(bytes, s_json) ?? [];
            book.Table.Replace(bans.Select(ban => ban.ToBan()).ToDictionary(ban => ban.PlayerId));
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or NullReferenceException)
        {
            throw new IOException($"{Name} is no list of bans: {broken.Message}", broken);
        }

        return book;
    }

    /// <summary>Bans a player, in place of a former ban.</summary>
    /// <param name="playerId">Valid.</param>
    /// <param name="reason">For the player to read.</param>
    /// <param name="duration">For how long; null for good.</param>
    public Outcome<Ban> Add(string playerId, string reason, TimeSpan? duration)
    {
        lock (_gate)
        {
            long now = _time.GetUtcNow().UtcTicks;
            Ban ban = new(playerId, reason, now, duration is { } span ? now + span.Ticks : long.MaxValue);
            Dictionary<string, Ban> bans = Present();
            bans[playerId] = ban;
            if (bans.Count > BansMax) return new Outcome<Ban>(null, OperationProblem.TooManyBans, $"{BansMax} players are banned, and more cannot be");
            return Keep(bans) is { } problem ? new Outcome<Ban>(null, OperationProblem.StorageFailed, problem) : new Outcome<Ban>(ban);
        }
    }

    /// <summary>Lifts a ban.</summary>
    public Outcome<Ban> Remove(string playerId)
    {
        lock (_gate)
        {
            Dictionary<string, Ban> bans = Present();
            if (!bans.Remove(playerId, out Ban? lifted)) return new Outcome<Ban>(null, OperationProblem.NotBanned, $"{playerId} is not banned");
            return Keep(bans) is { } problem ? new Outcome<Ban>(null, OperationProblem.StorageFailed, problem) : new Outcome<Ban>(lifted);
        }
    }

    private Dictionary<string, Ban> Present()
    {
        long now = _time.GetUtcNow().UtcTicks;
        return Table.All.Values.Where(ban => ban.UntilUtcTicks > now).ToDictionary(ban => ban.PlayerId);
    }

    /// <returns>Why not; null when it is kept.</returns>
    private string? Keep(Dictionary<string, Ban> bans)
    {
        try
        {
            if (_storage is not null)
            {
                byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(bans.Values.OrderBy(ban => ban.PlayerId, StringComparer.Ordinal).Select(BanView.Of).ToArray(), s_json);
                WholeFile.Replace(_storage, Name, file => file.Append(bytes));
            }

            Table.Replace(bans);
            return null;
        }
        catch (IOException failure)
        {
            return $"the ban cannot be stored: {failure.Message}";
        }
    }
}

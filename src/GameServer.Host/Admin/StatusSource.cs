using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using GameServer.Host.Data;
using GameServer.Host.Metrics;
using GameServer.Host.Pacing;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Transport;

namespace GameServer.Host.Admin;

/// <summary>Puts the shards' pictures together for <c>/status</c>.</summary>
internal sealed class StatusSource(HostOptions options, UdpDatagramSocket[] sockets, Shard[] shards, NodeStore? store, PlayerRecords? records)
{
    public static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DictionaryKeyPolicy = JsonNamingPolicy.CamelCase, IncludeFields = true };

    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(2);

    private readonly DateTime _startedUtc = Process.GetCurrentProcess().StartTime.ToUniversalTime();
    private readonly long[] _lastTicks = new long[shards.Length];
    private readonly long[] _changedNs = Enumerable.Repeat(MonotonicClock.Nanoseconds(), shards.Length).ToArray();
    private readonly object _gate = new();

    /// <summary>False when a shard's ticks have not moved for two seconds of being looked at.</summary>
    public bool IsAlive()
    {
        lock (_gate)
        {
            bool alive = true;
            long now = MonotonicClock.Nanoseconds();
            for (int i = 0; i < shards.Length; i++)
            {
                long tick = shards[i].Status.Read().TickCount;
                if (tick != _lastTicks[i]) _changedNs[i] = now;
                _lastTicks[i] = tick;
                alive &= now - _changedNs[i] < StallLimit.TotalNanoseconds;
            }

            return alive;
        }
    }

    public NodeReport Read()
    {
        return new NodeReport
        {
            ProcessId = Environment.ProcessId,
            StartedUtc = _startedUtc,
            CpuSeconds = ProcessReading.CpuSeconds(),
            Game = options.Game,
            TickRateHz = options.TickRateHz,
            PlayersPerRoom = options.PlayersPerRoom,
            Rooms = options.Rooms,
            Gc = new GcReport(GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2), GC.GetTotalAllocatedBytes()),
            KernelDrops = sockets.Sum(socket => socket.KernelDrops),
            Players = records is null ? null : PlayersReport.Of(records),
            Shards = [.. shards.Select((shard, index) => ReportOf(shard.Status.Read(), sockets[index], store?.Shards[index]))],
        };
    }

    /// <summary>How the shards keep their time, in their order.</summary>
    public TickView[] ReadTicks() => [.. Read().Shards.Select((report, index) => TickView.Of(report, shards[index].LateTicks.Since(0)))];

    /// <summary>What metrics are read from.</summary>
    public MetricReading ReadMetrics(ErrorTally errors, bool isReady)
    {
        NodeReport node = Read();
        ProcessReading process = ProcessReading.Now(sockets.Sum(socket => socket.SendFailures));
        return new MetricReading(node, [.. shards.Select(shard => shard.Status.Read())], [.. QueueReadings()], process, errors, isReady);
    }

    /// <summary>
    /// Where a room's snapshot bits and time went over the last minute. The first call starts the sampling, and its answer is empty; sampling goes on for two minutes after the last.
    /// </summary>
    /// <returns>Null when no shard has the room.</returns>
    public AttributionReport? Attribution(int roomId)
    {
        foreach (Shard shard in shards)
        {
            foreach (Room room in shard.Rooms.All)
            {
                if (room.Id.Value != roomId) continue;
                shard.Commands.TryAdd(new AttributeRequest());   // a full queue: the next call asks again
                return shard.Attribution.Read().TryGetValue(roomId, out AttributionReport? report) ? report : new AttributionReport(0, 0, 0, [], []);
            }
        }

        return null;
    }

    private ShardReport ReportOf(in ShardStatus status, UdpDatagramSocket socket, ShardStore? kept) => new(
        socket.LocalEndpoint.Port,
        status.Tick.Value,
        status.RoomCount,
        status.PlayerCount,
        status.InterruptedCount,
        status.PeerCount,
        status.EntityCount,
        status.TickCount,
        status.LateTickCount,
        status.ForgivenTickCount,
        status.ClientTickCount,
        status.TickCostP50Ns,
        status.TickCostP99Ns,
        status.TickCostMaxNs,
        status.LatenessP99Ns,
        status.LatenessMaxNs,
        status.DatagramsIn,
        status.DatagramsOut,
        status.BytesIn,
        status.BytesOut,
        status.Resends,
        QueuesOf(socket),
        status.ConnectsAccepted,
        status.ConnectsRejected,
        status.ConnectsChallenged,
        status.SnapshotPackets,
        status.SnapshotBytes,
        status.EntityUpdates,
        status.EntityEncodings,
        status.SpawnsRefused,
        status.RewindCount,
        status.RewindClampedCount,
        status.RewindTicksP50,
        status.RewindTicksP99,
        status.JoinsRefused,
        status.Interruptions,
        status.Resumes,
        status.ResumesRefused,
        status.TakeOvers,
        status.GracesExpired,
        status.CommandCount,
        status.OutboxCount,
        status.OutboxFill,
        status.PromisesRefused,
        status.LoginsWaiting,
        status.ProfilesMissing,
        status.Stages,
        Named<DropReason>(status.TransportDrops),
        Named<SessionDrop>(status.SessionDrops),
        kept is null ? null : JournalReport.Of(options.Durability, status, kept));

    private static Dictionary<string, long> Named<TReason>(DropCounts counts)
        where TReason : struct, Enum
    {
        Dictionary<string, long> named = [];
        foreach (TReason reason in Enum.GetValues<TReason>()) named[reason.ToString()] = counts[Convert.ToInt32(reason, null)];
        return named;
    }

    private IEnumerable<QueueReading> QueueReadings()
    {
        for (int i = 0; i < shards.Length; i++)
        {
            if (sockets[i].TryReadQueues(out long receiveBytes, out long sendBytes))
            {
                yield return new QueueReading(i, QueueReading.KernelReceive, receiveBytes, sockets[i].ReceiveBufferBytes);
                yield return new QueueReading(i, QueueReading.KernelSend, sendBytes, sockets[i].SendBufferBytes);
            }

            yield return new QueueReading(i, QueueReading.Events, shards[i].Events.WaitingCount, SessionEvents.Capacity);
            yield return new QueueReading(i, QueueReading.Commands, shards[i].Commands.Count, shards[i].Commands.Capacity);
            if (store?.Shards[i].Journal is { } journal)
            {
                yield return new QueueReading(i, QueueReading.Journal, journal.Queue.WaitingBytes, journal.Queue.BytesMax);
                yield return new QueueReading(i, QueueReading.Checkpoints, journal.Checkpoints.WaitingCount, CheckpointQueue.Capacity);
            }

            if (records?.Shards[i].Effects is { } effects) yield return new QueueReading(i, QueueReading.Effects, (long)(effects.TakenThrough - effects.StoredThrough), 0);
        }

        if (records is not null) yield return new QueueReading(-1, QueueReading.Records, records.Status.WaitingBytes, records.WaitingBytesMax);
    }

    private static Dictionary<string, QueueReport> QueuesOf(UdpDatagramSocket socket)
    {
        Dictionary<string, QueueReport> queues = [];
        if (!socket.TryReadQueues(out long receiveBytes, out long sendBytes)) return queues;
        queues["kernelReceiveBytes"] = new QueueReport(receiveBytes, socket.ReceiveBufferBytes);
        queues["kernelSendBytes"] = new QueueReport(sendBytes, socket.SendBufferBytes);
        return queues;
    }
}

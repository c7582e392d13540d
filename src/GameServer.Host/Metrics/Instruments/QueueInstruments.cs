using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Linq;
using static GameServer.Host.Metrics.InstrumentKind;
using static GameServer.Host.Metrics.Series;

namespace GameServer.Host.Metrics.Instruments;

/// <summary>Every bounded queue: how full it is, and what it holds before its overflow policy begins.</summary>
internal static class QueueInstruments
{
    private static readonly string[] s_inBytes = [QueueReading.KernelReceive, QueueReading.KernelSend, QueueReading.Journal, QueueReading.Records];
    private static readonly string[] s_inItems = [QueueReading.Checkpoints, QueueReading.Effects, QueueReading.Commands, QueueReading.Events];

    public static IReadOnlyList<InstrumentSpec> All { get; } =
    [
        Of("gameserver.queue.size", "By", "Bytes that wait in a queue.", s_inBytes, queue => queue.Depth),
        Of("gameserver.queue.size_limit", "By", "Bytes it holds.", s_inBytes, queue => queue.Limit),
        Of("gameserver.queue.depth", "{item}", "What waits in a queue of things.", s_inItems, queue => queue.Depth),
        Of("gameserver.queue.depth_limit", "{item}", "How many it holds; 0 when only their memory is bounded.", s_inItems, queue => queue.Limit),
    ];

    private static InstrumentSpec Of(string name, string unit, string help, string[] queues, Func<QueueReading, double> number)
    {
        KeyValuePair<string, object?>[] tags = [.. queues.Select(queue => Tag("queue", queue))];
        return new(name, Gauge, unit, help, [Shard, LabelSpec.Of("queue", queues)], reading => Read(reading));

        IEnumerable<Measurement<double>> Read(MetricReading reading)
        {
            foreach (QueueReading queue in reading.Queues)
            {
                int index = Array.IndexOf(queues, queue.Name);
                if (index < 0) continue;
                yield return queue.Shard < 0 ? new Measurement<double>(number(queue), tags[index]) : new Measurement<double>(number(queue), ShardTag(queue.Shard), tags[index]);
            }
        }
    }
}

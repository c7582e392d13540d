using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Core;
using GameServer.LoadTest.Swarm;

namespace GameServer.LoadTest.Workers;

/// <summary>A <see cref="SwarmSecond"/> on its way between processes. Histograms travel bucket by bucket, so that nothing is lost in adding up.</summary>
internal sealed record WireSecond(int Index, int Phase, int Playing, long InputsTickLate, byte[] SamplingLateness, IReadOnlyList<WireSecond.WireTally> Groups)
{
    public static WireSecond Of(SwarmSecond second) => new(
        second.Index, second.Phase, second.Playing, second.InputsTickLate, second.SamplingLateness.ToBytes(), [.. second.Groups.Select(WireTally.Of)]);

    /// <exception cref="InvalidDataException">It was altered on the way.</exception>
    public SwarmSecond Read()
    {
        SwarmSecond second = new() { Index = Index, Phase = Phase, Playing = Playing, InputsTickLate = InputsTickLate, Groups = [.. Groups.Select(group => group.Read())] };
        Merge(second.SamplingLateness, SamplingLateness);
        return second;
    }

    private static void Merge(LatencyHistogram into, byte[] bytes)
    {
        if (!into.TryMergeBytes(bytes)) throw new InvalidDataException("a worker sent a histogram that is none");
    }

    /// <summary>A <see cref="Tally"/>; the histograms in the order they stand there.</summary>
    internal sealed record WireTally(byte[][] Histograms, SwarmTotals Totals, int Connected, Dictionary<string, int> ConnectFailures, Dictionary<string, int> Disconnects)
    {
        public static WireTally Of(Tally tally) => new([.. All(tally).Select(histogram => histogram.ToBytes())], tally.Totals, tally.Connected, tally.ConnectFailures, tally.Disconnects);

        public Tally Read()
        {
            Tally tally = new() { Totals = Totals, Connected = Connected };
            foreach ((string reason, int count) in ConnectFailures) tally.ConnectFailures[reason] = count;
            foreach ((string reason, int count) in Disconnects) tally.Disconnects[reason] = count;
            LatencyHistogram[] histograms = All(tally);
            if (Histograms.Length != histograms.Length) throw new InvalidDataException("a worker of another version");
            for (int i = 0; i < histograms.Length; i++) Merge(histograms[i], Histograms[i]);
            return tally;
        }

        private static LatencyHistogram[] All(Tally tally) =>
            [tally.Times.SnapshotAge, tally.Times.InputToEffect, tally.Times.SnapshotGap, tally.Times.Corrections, tally.ConnectTime, tally.ResumeTime, tally.RoundTrip];
    }
}

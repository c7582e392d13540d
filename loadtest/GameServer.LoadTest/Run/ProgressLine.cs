using System.Globalization;
using System.IO;
using GameServer.Core;
using GameServer.LoadTest.Swarm;

namespace GameServer.LoadTest.Run;

/// <summary>The line that tells once a second how the run goes: rewritten in place on a terminal, one under the other elsewhere.</summary>
internal sealed class ProgressLine(TextWriter output, bool isTerminal)
{
    private SwarmPicture? _last;
    private int _width;

    public void Show(string phase, int bots, BotSwarm swarm)
    {
        SwarmPicture? picture = swarm.Picture();
        string text = Describe(phase, bots, swarm.PlayingCount, swarm.FailedCount + swarm.DisconnectedCount, picture, _last);
        _last = picture;
        if (!isTerminal)
        {
            output.WriteLine(text);
            return;
        }

        output.Write('\r' + text.PadRight(_width));
        _width = text.Length;
    }

    /// <summary>Leaves the line, so that others can write.</summary>
    public void End()
    {
        if (isTerminal && _width > 0) output.WriteLine();
        _width = 0;
    }

    internal static string Describe(string phase, int bots, int playing, int lost, SwarmPicture? picture, SwarmPicture? last)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{phase,-16} {playing}/{bots} playing");
        if (lost > 0) text += string.Create(CultureInfo.InvariantCulture, $" · {lost} failed or lost");
        if (picture is null || last is null || picture.AtNs <= last.AtNs) return text;
        double seconds = (picture.AtNs - last.AtNs) / (double)Timestamp.NanosecondsPerSecond;
        SwarmTotals delta = picture.Totals - last.Totals;
        text += string.Create(CultureInfo.InvariantCulture, $" · {delta.SnapshotsApplied / seconds:F0} snapshots/s · {delta.BytesIn * 8 / seconds / 1e6:F2} Mbit/s down");
        if (picture.SnapshotAge.Count > 0)
        {
            text += string.Create(CultureInfo.InvariantCulture, $" · age p50 {picture.SnapshotAge.Quantile(0.5) / 1e6:F1} p99 {picture.SnapshotAge.Quantile(0.99) / 1e6:F1} ms");
        }

        return text + string.Create(CultureInfo.InvariantCulture, $" · {picture.Totals.HashChecks} hash checks, {picture.Totals.HashMismatches} mismatches");
    }
}

using System.Globalization;
using System.Linq;
using GameServer.Server;

namespace GameServer.Host;

/// <summary>The line an operator sees every few seconds: what is going on, in about a terminal's width.</summary>
internal sealed class StatusLine(StatusBoard[] boards)
{
    private ShardStatus[] _before = boards.Select(board => board.Read()).ToArray();

    public string Next()
    {
        ShardStatus[] now = boards.Select(board => board.Read()).ToArray();
        long late = now.Sum(status => status.LateTickCount);
        double seconds = 5;
        double inKb = (now.Sum(status => status.BytesIn) - _before.Sum(status => status.BytesIn)) / 1000.0 / seconds;
        double outKb = (now.Sum(status => status.BytesOut) - _before.Sum(status => status.BytesOut)) / 1000.0 / seconds;
        long newLate = late - _before.Sum(status => status.LateTickCount);
        _before = now;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"tick {now[0].Tick} | players {now.Sum(status => status.PlayerCount)} | entities {now.Sum(status => status.EntityCount)}"
            + $" | tick p50 {Ms(now.Max(status => status.TickCostP50Ns))} p99 {Ms(now.Max(status => status.TickCostP99Ns))} ms"
            + $" | late {newLate} (total {late}) | in {inKb:0.0} out {outKb:0.0} kB/s");
    }

    private static string Ms(long nanoseconds) => (nanoseconds / 1e6).ToString("0.00", CultureInfo.InvariantCulture);
}

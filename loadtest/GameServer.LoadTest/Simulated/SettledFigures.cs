using System.Linq;
using GameServer.Client;

namespace GameServer.LoadTest.Simulated;

/// <summary>Counters of every client at the moment all was well; asked again a while later, they say whether it stayed so.</summary>
internal sealed class SettledFigures
{
    // A healed path of 20 ms delivers inputs in time, but a client that polls less often than the room ticks sends them in batches, half of them late.
    private const double FreshShareMin = 0.5;
    private const double FreshShareMinOfSlowFrames = 0.2;

    private readonly ClientStatistics[] _before;

    public SettledFigures(SimulatedRun run) => _before = [.. run.Players.Select(player => player.Client!.Statistics)];

    /// <summary>State hashes came, and none differed.</summary>
    public void Compare(SimulatedRun run)
    {
        for (int i = 0; i < _before.Length; i++)
        {
            SimulatedPlayer player = run.Players[i];
            ClientStatistics now = player.Client!.Statistics;
            if (player.IsTrusted && now.HashMismatches > _before[i].HashMismatches) throw new CheckFailedException("hash", $"{player} found a state hash that differs on a perfect network");
            if (now.HashChecks == _before[i].HashChecks) throw new CheckFailedException("hash", $"{player} was sent no state hash");
        }
    }

    /// <summary>Whether every player's inputs reached the server in time; when that may not be, a "no" is a failure.</summary>
    public bool InputsFlow(SimulatedRun run, bool mayFail)
    {
        for (int i = 0; i < _before.Length; i++)
        {
            SimulatedPlayer player = run.Players[i];
            ClientStatistics now = player.Client!.Statistics;
            long fresh = now.InputsFresh - _before[i].InputsFresh;
            long missed = now.InputsMissed - _before[i].InputsMissed;
            double share = player.Plan.FrameMs * player.Client.TickRateHz < 1000 ? FreshShareMin : FreshShareMinOfSlowFrames;
            if (fresh >= share * (fresh + missed) || !player.IsTrusted) continue;
            if (mayFail) return false;
            throw new CheckFailedException("input flow", $"{player}: {fresh} inputs in time and {missed} not, on a perfect network; lead wanted {player.Client.Quality.InputBufferTargetTicks:0.0} ticks");
        }

        return true;
    }
}

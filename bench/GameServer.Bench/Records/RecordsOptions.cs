using GameServer.Core;
using GameServer.Persistence;

namespace GameServer.Bench.Records;

/// <summary>What <c>records</c> measures.</summary>
/// <param name="Players">Players, each promised something again and again.</param>
/// <param name="Minutes">Minutes of play, on virtual time.</param>
/// <param name="EverySeconds">Seconds from one promise to a player to the next, on average.</param>
/// <param name="EffectBytes">Bytes of each promise.</param>
/// <param name="ProfileBytes">Bytes of a profile.</param>
/// <param name="GatherMs">See <see cref="PlayerWriterOptions.GatherMs"/>.</param>
/// <param name="Postgres">Connection string of an empty database; null for files.</param>
internal sealed record RecordsOptions(int Players, int Minutes, double EverySeconds, int EffectBytes, int ProfileBytes, int GatherMs, string? Postgres)
{
    /// <summary>What is wrong with these options, or null.</summary>
    public string? Problem()
    {
        if (Players is < 1 or > 100_000) return "--players must be 1 to 100000";
        if (Minutes is < 1 or > 1_440) return "--minutes must be 1 to 1440";
        if (EverySeconds is not (>= 0.05 and <= 3_600)) return "--every must be 0.05 to 3600 seconds";
        if (EffectBytes is < 0 or > Limits.EffectBytes) return $"--effect-bytes must be 0 to {Limits.EffectBytes}";
        if (ProfileBytes is < 8 or > Limits.ProfileBytes) return $"--profile-bytes must be 8 to {Limits.ProfileBytes}";
        return GatherMs is < 0 or > 600_000 ? "--gather must be 0 to 600000 ms" : null;
    }
}

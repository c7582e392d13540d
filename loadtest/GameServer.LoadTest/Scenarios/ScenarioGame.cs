using System.Linq;
using GameServer.LoadTest.Bots;

namespace GameServer.LoadTest.Scenarios;

/// <summary>Brings what a scenario only names into memory: the bots of its game and the scripts they repeat.</summary>
internal static class ScenarioGame
{
    /// <summary>What is wrong; null when all is there.</summary>
    public static string? TryLoad(Scenario scenario, out IBotGame? game, out Scenario loaded)
    {
        loaded = scenario;
        string problem = "";
        game = scenario.GamePath is null ? new ArenaBots() : BotGameLoader.TryLoad(scenario.GamePath, out problem);
        if (game is null) return problem;
        BotShare[] mix = [.. scenario.Mix];
        for (int i = 0; i < mix.Length; i++)
        {
            if (mix[i].ScriptPath is not { } path) continue;
            mix[i] = mix[i] with { Script = ScriptedPilot.Read(path, game.Schema.Input, out problem) };
            if (mix[i].Script is null) return problem;
        }

        loaded = scenario with { Mix = mix.ToArray() };
        return null;
    }
}

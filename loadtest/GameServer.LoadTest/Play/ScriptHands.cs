using System;
using System.Collections.Generic;
using System.Globalization;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;

namespace GameServer.LoadTest.Play;

/// <summary>
/// Plays a script: steps apart by spaces, each the keys held, a colon and seconds, such as <c>d:1 df:0.5 -:2</c> for a second to the right, half a second with the trigger
/// held, two of nothing. Starts once the client plays and leaves at the end.
/// </summary>
public sealed class ScriptHands : IHands
{
    private readonly List<(ArenaInput Controls, double Seconds)> _steps = [];
    private long _startNs;
    private float _aim;

    private ScriptHands()
    {
    }

    public bool WantsToLeave { get; private set; }

    /// <summary>Reads a script.</summary>
    public static bool TryParse(string text, out ScriptHands hands, out string problem)
    {
        hands = new ScriptHands();
        problem = "";
        foreach (string step in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            ArenaInput controls = default;
            int colon = step.IndexOf(':', StringComparison.Ordinal);
            bool timed = double.TryParse(step.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and <= 3600;
            bool known = colon > 0;
            for (int i = 0; known && i < colon; i++) known = step[i] == '-' || Keys.TryPress(step[i], ref controls);
            if (!known || !timed) problem = $"'{step}' is no step: keys of wasdfe or -, a colon, and seconds up to 3600";
            hands._steps.Add((controls, seconds));
        }

        if (hands._steps.Count == 0) problem = "the script is empty";
        return problem.Length == 0;
    }

    public ArenaInput Controls(GameClient client, long nowNs)
    {
        if (client.State == ClientState.Closed) WantsToLeave = true;
        if (_startNs == 0 && client.State != ClientState.Playing) return default;
        if (_startNs == 0) _startNs = nowNs;
        double left = (nowNs - _startNs) / (double)Timestamp.NanosecondsPerSecond;
        foreach ((ArenaInput controls, double seconds) in _steps)
        {
            left -= seconds;
            if (left >= 0) continue;
            _aim = Keys.Aim(controls, _aim);
            return controls with { Aim = _aim };
        }

        WantsToLeave = true;
        return default;
    }
}

using System.Collections.Generic;
using System.Linq;
using GameServer.Transport;

namespace GameServer.LoadTest.Scenarios;

/// <summary>One entry of a scenario's <c>networks</c>: a preset, and what differs from it, for both directions or for one.</summary>
internal static class NetworkReader
{
    // A path MTU of 1280 leaves this for a datagram's payload: 40 bytes of IPv6 and 8 of UDP go before it.
    private const int HeaderBytes = 48;

    private static readonly string[] s_presets = [.. Enumerable.Range(0, LinkPresets.Count).Select(LinkPresets.NameOf), "none"];

    public static IReadOnlyList<string> Presets => s_presets;

    public static NetworkShare Read(YamlFields fields, int rateHz)
    {
        string preset = fields.Word("preset", s_presets) ?? "none";
        LinkConditions conditions = LinkPresets.TryFind(preset, out LinkConditions found) ? found : LinkConditions.Perfect;
        LinkConditions both = Conditions(fields, conditions, rateHz);
        YamlFields? blackout = fields.Mapping("blackout");
        YamlFields? up = fields.Mapping("up");
        YamlFields? down = fields.Mapping("down");
        NetworkShare network = new()
        {
            Name = fields.Text("name", preset),
            Weight = fields.Number("weight", 1, 0, 1e6),
            Up = up is null ? both : Conditions(up, both, rateHz),
            Down = down is null ? both : Conditions(down, both, rateHz),
            BlackoutSeconds = blackout?.Number("seconds", 5, 0.1, 60) ?? 0,
            BlackoutEverySeconds = blackout?.Number("every", 60, 1, 86_400) ?? 60,
            ReaddressEverySeconds = fields.Number("readdress", 0, 0, 86_400),
        };
        fields.End();
        blackout?.End();
        up?.End();
        down?.End();
        return network;
    }

    private static LinkConditions Conditions(YamlFields fields, LinkConditions standard, int rateHz)
    {
        LinkConditions conditions = standard with
        {
            DelayMs = fields.Number("delay", standard.DelayMs, 0, 10_000),
            JitterMs = fields.Number("jitter", standard.JitterMs, 0, 10_000),
            LossChance = fields.Number("loss", standard.LossChance * 100, 0, 100) / 100,
            DuplicateChance = fields.Number("duplicate", standard.DuplicateChance * 100, 0, 100) / 100,
            ReorderChance = fields.Number("reorder", standard.ReorderChance * 100, 0, 100) / 100,
            CorruptChance = fields.Number("corrupt", standard.CorruptChance * 100, 0, 100) / 100,
            BytesPerSecond = (int)(fields.Number("kbps", standard.BytesPerSecond * 8 / 1000.0, 0, 1e6) * 1000 / 8),
            MtuBytes = fields.Has("mtu") ? fields.Integer("mtu", 1280, 576, 9000) - HeaderBytes : standard.MtuBytes,
        };
        return fields.Mapping("burst") is { } burst ? WithBurst(burst, conditions, rateHz) : conditions;
    }

    // A bot's direction carries about one datagram per tick, which turns times into chances per datagram.
    private static LinkConditions WithBurst(YamlFields burst, LinkConditions conditions, int rateHz)
    {
        double ms = burst.Number("ms", 250, 50, 500);
        double everySeconds = burst.Number("every", 10, 1, 3600);
        LinkConditions bursty = conditions with
        {
            LossChance = burst.Number("good", 0.3, 0, 100) / 100,
            BurstLossChance = burst.Number("bad", 30, 0, 100) / 100,
            BurstStartChance = System.Math.Min(1, 1 / (everySeconds * rateHz)),
            BurstEndChance = System.Math.Min(1, 1000 / (ms * rateHz)),
        };
        burst.End();
        return bursty;
    }
}

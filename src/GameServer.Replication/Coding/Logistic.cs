using System;

namespace GameServer.Replication;

/// <summary>
/// ln(p / (1 − p)) and its inverse in fixed point, as tables made with integers only, so that both ends agree to the last bit. Chances are 12-bit, logits 8 fractional bits.
/// </summary>
internal static class Logistic
{
    public const int LogitMax = 2047;

    // 65,536 / (1 + e^(−x)) for x = −8, −7.5 .. 8.
    private static readonly int[] s_squash =
    [
        22, 36, 60, 98, 162, 267, 439, 720, 1179, 1921, 3108, 4971, 7812, 11955, 17625, 24743,
        32768, 40793, 47911, 53581, 57724, 60565, 62428, 63615, 64357, 64816, 65097, 65269, 65374, 65438, 65476, 65500, 65514, 65514,
    ];

    private static readonly short[] s_stretch = MakeStretch();

    /// <summary>Logit of a chance in 65,536ths, in −2047 .. 2047.</summary>
    public static int Stretch(int chance) => s_stretch[chance >> 4];

    /// <summary>Chance in 65,536ths, at least 32 from either end, of a logit.</summary>
    public static int Squash(int logit)
    {
        if (logit > LogitMax) return 65_536 - 24;
        if (logit < -LogitMax) return 24;
        int position = logit + 2048;
        int weight = position & 127;
        int index = position >> 7;
        return Math.Clamp(((s_squash[index] * (128 - weight)) + (s_squash[index + 1] * weight)) >> 7, 24, 65_536 - 24);
    }

    private static short[] MakeStretch()
    {
        short[] stretch = new short[4096];
        int chance = 0;
        for (int logit = -LogitMax; logit <= LogitMax; logit++)
        {
            int next = Squash(logit) >> 4;
            while (chance <= next && chance < 4096) stretch[chance++] = (short)logit;
        }

        while (chance < 4096) stretch[chance++] = LogitMax;
        return stretch;
    }
}

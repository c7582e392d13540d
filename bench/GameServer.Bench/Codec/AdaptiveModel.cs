using System;

namespace GameServer.Bench.Codec;

/// <summary>
/// The reference's chances: for each place and context two 16-bit estimates that follow what happens, one quickly and one slowly; what is coded is their mean.
/// </summary>
internal sealed class AdaptiveModel(int count)
{
    private const int QuickShift = 4;
    private const int SlowShift = 7;

    private readonly ushort[] _quick = Filled(count);
    private readonly ushort[] _slow = Filled(count);

    public int Chance(int index) => Math.Clamp((_quick[index] + _slow[index]) >> 1, 32, 65_536 - 32);

    public void Learn(int index, int bit)
    {
        int target = bit != 0 ? 65_535 : 0;
        _quick[index] += (ushort)((target - _quick[index]) >> QuickShift);
        _slow[index] += (ushort)((target - _slow[index]) >> SlowShift);
    }

    private static ushort[] Filled(int count)
    {
        ushort[] chances = new ushort[count];
        Array.Fill(chances, (ushort)32_768);
        return chances;
    }
}

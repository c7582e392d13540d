using System;
using GameServer.Replication;

namespace GameServer.Bench.Codec;

/// <summary>Bits an arithmetic coder spends on ids, sampled: looking at the coder so often would cost more than coding does.</summary>
internal struct BitMeter(bool isOn)
{
    /// <summary>One frame in so many is metered.</summary>
    public const int FramesPerSample = 16;

    private double _before;

    public double Bits { get; private set; }

    public void Start<TCoder>(in TCoder coder)
        where TCoder : struct, IBitCoder
    {
        if (isOn) _before = BitsOf(coder);
    }

    public void Stop<TCoder>(in TCoder coder)
        where TCoder : struct, IBitCoder
    {
        if (isOn) Bits += BitsOf(coder) - _before;
    }

    // What was written, and the information in how far the interval has shrunk since.
    private static double BitsOf<TCoder>(in TCoder coder)
        where TCoder : struct, IBitCoder
    {
        if (coder is not RangeWriter writer) return 0;
        (int bytes, uint interval) = writer.Progress;
        return (bytes * 8) + 32 - Math.Log2(interval + 1.0);
    }
}

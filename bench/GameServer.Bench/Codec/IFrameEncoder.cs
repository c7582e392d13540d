using System;

namespace GameServer.Bench.Codec;

/// <summary>The sending end of a trace coder. Frames are coded in order; each may lean on what <see cref="FrameStore"/> holds up to the frame's baseline.</summary>
internal interface IFrameEncoder
{
    /// <summary>Eighths of a byte spent so far, by <see cref="CoderPart"/>; arithmetic coders count fractions of bits.</summary>
    ReadOnlySpan<double> BitsByPart { get; }

    /// <summary>A codebook that must be delivered before the next frame, or empty.</summary>
    ReadOnlyMemory<byte> Codebook { get; }

    /// <summary>Codes frame number <paramref name="frame"/>.</summary>
    /// <returns>Length in bytes.</returns>
    int Encode(FrameStore frames, int frame, byte[] packet);
}

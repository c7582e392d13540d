using System;

namespace GameServer.Bench.Codec;

/// <summary>The sending end of a trace coder. Frames are coded in order; each may lean on what <see cref="FrameStore"/> holds up to the frame's baseline.</summary>
internal interface IFrameEncoder
{
    /// <summary>Bits spent so far on flags and values, by <see cref="CoderPart"/>; what is left of a packet are ids.</summary>
    ReadOnlySpan<double> BitsByPart { get; }

    /// <summary>A codebook that must be delivered before the next frame, or empty.</summary>
    ReadOnlyMemory<byte> Codebook { get; }

    /// <summary>Codes frame number <paramref name="frame"/>.</summary>
    /// <returns>Length in bytes.</returns>
    int Encode(FrameStore frames, int frame, byte[] packet);

    /// <summary>Adds up what the last frame's bits were spent on, where that is not done on the way; not part of coding it.</summary>
    void Account(FrameStore frames, int frame)
    {
    }
}

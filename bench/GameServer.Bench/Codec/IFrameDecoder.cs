using System;

namespace GameServer.Bench.Codec;

/// <summary>The receiving end of a trace coder: knows the frames it decoded before, and nothing of the trace.</summary>
internal interface IFrameDecoder
{
    void Receive(ReadOnlySpan<byte> codebook);

    /// <summary>Decodes into the store's place for <paramref name="frame"/>.</summary>
    /// <returns>False when the bytes make no sense.</returns>
    bool TryDecode(FrameStore frames, int frame, ReadOnlySpan<byte> packet);
}

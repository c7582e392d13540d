using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Bench.Traces;

namespace GameServer.Bench.Codec;

/// <summary>Sends a trace through a coder, frame by frame, to a receiver that holds only what it decoded itself, and compares.</summary>
internal static class CodecMeasurement
{
    public static CodecResult Run(Trace trace, string path, int baselineAge, IReadOnlyList<CoderKind> kinds)
    {
        TraceShape shape = new(trace.Header);
        List<CoderResult> results = [];
        foreach (CoderKind kind in kinds) results.Add(Run(trace, shape, baselineAge, kind));
        double? adaptive = results.Find(one => one.Coder == "adaptive")?.BytesPerFrame;
        double? packed = results.Find(one => one.Coder == "packed")?.BytesPerFrame;
        return new CodecResult
        {
            Trace = path,
            Entities = trace.Header.EntityCount,
            BaselineAge = baselineAge,
            Frames = trace.FrameCount - baselineAge,
            EntitiesChangedPerFrame = ChangedPerFrame(trace, shape, baselineAge),
            Coders = [.. results.Select(one => one with { ToAdaptive = one.BytesPerFrame / adaptive, ToPacked = one.BytesPerFrame / packed })],
            Machine = Machine.Current,
        };
    }

    private static CoderResult Run(Trace trace, TraceShape shape, int baselineAge, CoderKind kind)
    {
        FrameStore sent = new(shape, baselineAge);
        FrameStore received = new(shape, baselineAge);
        (IFrameEncoder encoder, IFrameDecoder decoder) = NewCoder(kind, shape, baselineAge);
        byte[] packet = new byte[AdaptiveFrames.PacketBytesMax(shape)];
        int count = trace.FrameCount - baselineAge;
        double[] bytes = new double[count];
        double[] encodeUs = new double[count];
        double[] decodeUs = new double[count];
        long bookBytes = 0;
        int books = 0;
        long allocated = 0;
        for (int frame = 0; frame < trace.FrameCount; frame++)
        {
            trace.Frame(frame).CopyTo(sent.Frame(frame));
            if (frame < baselineAge)
            {
                trace.Frame(frame).CopyTo(received.Frame(frame));
                continue;
            }

            int index = frame - baselineAge;
            long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            double start = ThreadTime.Microseconds();
            int length = encoder.Encode(sent, frame, packet);
            double encoded = ThreadTime.Microseconds();
            bool read = decoder.TryDecode(received, frame, packet.AsSpan(0, length));
            double decoded = ThreadTime.Microseconds();
            if (index >= count / 2 && encoder.Codebook.IsEmpty) allocated += GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
            if (!read || !received.Frame(frame).SequenceEqual(trace.Frame(frame))) throw new CodecException($"{kind}: frame {frame} does not come out as it went in");
            encoder.Account(sent, frame);
            bytes[index] = length;
            encodeUs[index] = encoded - start;
            decodeUs[index] = decoded - encoded;
            if (encoder.Codebook.IsEmpty) continue;
            decoder.Receive(encoder.Codebook.Span);
            bookBytes += encoder.Codebook.Length;
            books++;
        }

        ReadOnlySpan<double> bits = encoder.BitsByPart;
        double flags = bits[(int)CoderPart.Flags] / 8 / count;
        double values = bits[(int)CoderPart.Values] / 8 / count;
        return new CoderResult
        {
            Coder = kind.ToString().ToLowerInvariant(),
            BytesPerFrame = (bytes.Sum() + bookBytes) / count,
            MedianBytes = Quantile(bytes, 0.5),
            IdBytes = bytes.Average() - flags - values,
            FlagBytes = flags,
            ValueBytes = values,
            CodebookBytes = (double)bookBytes / count,
            Codebooks = books,
            EncodeMeanUs = encodeUs.Average(),
            DecodeMeanUs = decodeUs.Average(),
            EncodeMedianUs = Quantile(encodeUs, 0.5),
            EncodeP99Us = Quantile(encodeUs, 0.99),
            DecodeMedianUs = Quantile(decodeUs, 0.5),
            DecodeP99Us = Quantile(decodeUs, 0.99),
            AllocatedBytes = allocated / (count / 2.0),
            Verified = true,
        };
    }

    private static (IFrameEncoder Encoder, IFrameDecoder Decoder) NewCoder(CoderKind kind, TraceShape shape, int baselineAge) => kind switch
    {
        CoderKind.Packed => (new PackedFrames(shape), new PackedFrames(shape)),
        CoderKind.Adaptive => (new AdaptiveFrames(shape, baselineAge), new AdaptiveFrames(shape, baselineAge)),
        CoderKind.Codebook => (new CodebookFrameEncoder(shape), new CodebookFrameDecoder(shape)),
        _ => (new DenseFrames(shape, baselineAge), new DenseFrames(shape, baselineAge)),
    };

    private static double ChangedPerFrame(Trace trace, TraceShape shape, int baselineAge)
    {
        long changed = 0;
        for (int frame = baselineAge; frame < trace.FrameCount; frame++)
        {
            ReadOnlySpan<int> now = trace.Frame(frame);
            ReadOnlySpan<int> then = trace.Frame(frame - baselineAge);
            for (int i = 0; i < now.Length; i += shape.ColumnCount) changed += now.Slice(i, shape.ColumnCount).SequenceEqual(then.Slice(i, shape.ColumnCount)) ? 0 : 1;
        }

        return changed / (double)(trace.FrameCount - baselineAge);
    }

    private static double Quantile(double[] values, double quantile)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)(quantile * (sorted.Length - 1))];
    }
}

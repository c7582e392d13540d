using System;
using System.IO;
using System.Text;
using System.Runtime.InteropServices;

namespace GameServer.Bench.Traces;

/// <summary>
/// A state trace in memory. Values are kept as the coders take them, counted from each column's smallest value, so 0 .. its range; per frame and entity side by side.
/// </summary>
internal sealed class Trace
{
    private const int HeaderBytesMax = 1 << 20;
    private const long ValuesMax = 500_000_000;   // 2 GB: what one array of integers holds with room to spare

    private readonly int[] _values;

    private Trace(TraceHeader header, int[] values)
    {
        Header = header;
        _values = values;
        FrameCount = values.Length / FrameLength;
    }

    public TraceHeader Header { get; }

    public int FrameCount { get; }

    /// <summary>Integers of one frame.</summary>
    public int FrameLength => Header.EntityCount * Header.ColumnCount;

    public ReadOnlySpan<int> Frame(int index) => _values.AsSpan(index * FrameLength, FrameLength);

    /// <exception cref="TraceException">Not a trace, or cut short, or with a value outside its field's bounds.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Trace Load(string path)
    {
        using FileStream file = File.OpenRead(path);
        TraceHeader header = ReadHeader(file);
        long bytes = file.Length - file.Position;
        long frameBytes = 4L * header.EntityCount * header.ColumnCount;
        if (bytes == 0) throw new TraceException("the trace has no frames");
        if (bytes % frameBytes != 0) throw new TraceException($"{bytes} bytes of frames are not a whole number of frames of {frameBytes} bytes: cut short, or other fields than the header's");
        if (bytes / 4 > ValuesMax) throw new TraceException($"{bytes} bytes of frames are more than {ValuesMax * 4}");
        int[] values = new int[bytes / 4];
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));   // little-endian, as every machine .NET 10 runs on but one
        if (!BitConverter.IsLittleEndian) System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(values, values);
        CheckAndShift(header, values);
        return new Trace(header, values);
    }

    private static TraceHeader ReadHeader(FileStream file)
    {
        byte[] magic = new byte[TraceHeader.Magic.Length];
        if (file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !magic.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(TraceHeader.Magic)))
        {
            throw new TraceException("the file does not start with the line STATETRACE1");
        }

        byte[] front = new byte[Math.Min(HeaderBytesMax, file.Length - file.Position)];
        file.ReadExactly(front);
        int end = front.AsSpan().IndexOf((byte)'\n');
        if (end < 0) throw new TraceException("the header's line of JSON does not end");
        file.Position = magic.Length + end + 1;
        return TraceHeader.Parse(front.AsSpan(0, end));
    }

    private static void CheckAndShift(TraceHeader header, int[] values)
    {
        int columns = header.ColumnCount;
        int column = 0;
        foreach (TraceField field in header.Fields)
        {
            for (int part = 0; part < field.ColumnCount; part++, column++)
            {
                int min = field.MinOf(part);
                int max = field.MaxOf(part);
                for (int i = column; i < values.Length; i += columns)
                {
                    if (values[i] < min || values[i] > max)
                    {
                        int row = i / columns;
                        throw new TraceException($"frame {row / header.EntityCount}, entity {row % header.EntityCount}: field '{field.Name}' is {values[i]}, outside {min}..{max}");
                    }

                    values[i] -= min;
                }
            }
        }
    }
}

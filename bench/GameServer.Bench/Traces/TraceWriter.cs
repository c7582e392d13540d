using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace GameServer.Bench.Traces;

/// <summary>Writes a scene's frames as a trace file.</summary>
internal static class TraceWriter
{
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, ITraceScene scene, int frames)
    {
        using FileStream file = File.Create(path);
        file.Write(Encoding.ASCII.GetBytes(TraceHeader.Magic));
        file.Write(Encoding.UTF8.GetBytes(scene.Header.ToLine()));
        int[] frame = new int[scene.Header.EntityCount * scene.Header.ColumnCount];
        for (int i = 0; i < frames; i++)
        {
            scene.Step();
            scene.Capture(frame);
            if (!BitConverter.IsLittleEndian) System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(frame, frame);
            file.Write(MemoryMarshal.AsBytes(frame.AsSpan()));
        }
    }
}

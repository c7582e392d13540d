using System;
using System.Runtime.InteropServices;
using System.Text;

namespace GameServer.Simulation;

/// <summary>
/// Where a room's state is written as bytes: columns as they lie in memory, one after the other, in the machine's own byte order, padding zeroed. One buffer that is used again and again; it
/// grows while the room does, and then no more.
/// </summary>
public sealed class StateWriter
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>What was written since the last <see cref="Clear"/>; valid until the next.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Bytes written since the last <see cref="Clear"/>.</summary>
    public int Length => _length;

    /// <summary>Begins anew in the same memory.</summary>
    public void Clear() => _length = 0;

    internal void Write<T>(T value)
        where T : unmanaged => WriteColumn<T>(MemoryMarshal.CreateReadOnlySpan(ref value, 1));

    /// <summary>Writes a column whose length the reader knows.</summary>
    internal void WriteColumn<T>(ReadOnlySpan<T> column)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(column);
        Span<byte> written = Take(bytes.Length);
        bytes.CopyTo(written);
        StructPadding<T>.Clear(written);
    }

    /// <summary>Writes text as its length in bytes, 32 bits, and UTF-8.</summary>
    internal void WriteText(string text)
    {
        int bytes = Encoding.UTF8.GetByteCount(text);
        Write(bytes);
        Encoding.UTF8.GetBytes(text, Take(bytes));
    }

    private Span<byte> Take(int bytes)
    {
        int end = checked(_length + bytes);
        if (end > _bytes.Length) Array.Resize(ref _bytes, (int)Math.Min(Math.Max(end, _bytes.Length * 2L), int.MaxValue - 64));
        Span<byte> taken = _bytes.AsSpan(_length, bytes);
        _length = end;
        return taken;
    }
}

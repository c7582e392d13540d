using System;
using System.Runtime.InteropServices;
using System.Text;

namespace GameServer.Simulation;

/// <summary>Reads what <see cref="StateWriter"/> wrote. A read past the end latches <see cref="Failed"/> and gives zeros: callers check once, at the end, and before they use a number as an index.</summary>
internal ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>True once something was not there, or made no sense.</summary>
    public bool Failed { get; private set; }

    public readonly int BytesLeft => _rest.Length;

    /// <summary>True when everything was read and nothing failed.</summary>
    public readonly bool IsAtEnd => !Failed && _rest.IsEmpty;

    public T Read<T>()
        where T : unmanaged
    {
        T value = default;
        ReadColumn(MemoryMarshal.CreateSpan(ref value, 1));
        return value;
    }

    public void ReadColumn<T>(scoped Span<T> column)
        where T : unmanaged
    {
        Span<byte> into = MemoryMarshal.AsBytes(column);
        if (!TryTake(into.Length, out ReadOnlySpan<byte> taken)) column.Clear();
        else taken.CopyTo(into);
    }

    /// <summary>A count or index, 0 to <paramref name="max"/>; anything else is a failure, and 0.</summary>
    public int ReadCount(int max)
    {
        int count = Read<int>();
        if (count >= 0 && count <= max) return count;
        Failed = true;
        return 0;
    }

    public string ReadText(int bytesMax)
    {
        int length = ReadCount(bytesMax);
        return TryTake(length, out ReadOnlySpan<byte> taken) ? Encoding.UTF8.GetString(taken) : "";
    }

    /// <summary>Notes that what was read makes no sense.</summary>
    public void Require(bool holds) => Failed |= !holds;

    private bool TryTake(int bytes, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        Failed |= bytes > _rest.Length;
        if (Failed) return false;
        taken = _rest[..bytes];
        _rest = _rest[bytes..];
        return true;
    }
}

using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class StateWriterTests
{
    [Fact]
    public void Bytes_of_no_field_are_saved_as_zero()
    {
        Assert.Equal("FF00FFFF FFFFFFFF FF000000", SavedOf<Gappy>());
        Assert.Equal("FF000000 FF00FFFF FFFFFFFF FF000000 FFFFFFFF", SavedOf<Nested>());
        Assert.Equal("FFFFFFFF FFFFFFFF", SavedOf<Whole>());
        Assert.Equal("FFFF FFFFFF00", SavedOf<Told>());
    }

    [Fact]
    public void Memory_whose_fields_do_not_tell_what_they_use_is_saved_as_it_is() => Assert.Equal("FFFFFFFF FFFFFFFF", SavedOf<Untold>());

    // Saves two of them from memory that is all ones; they must look alike.
    private static string SavedOf<T>()
        where T : unmanaged
    {
        T[] values = new T[2];
        MemoryMarshal.AsBytes(values.AsSpan()).Fill(0xFF);
        StateWriter state = new();
        state.WriteColumn<T>(values);
        ReadOnlySpan<byte> saved = state.Written.Span;
        Assert.True(saved[..(saved.Length / 2)].SequenceEqual(saved[(saved.Length / 2)..]));
        string text = Convert.ToHexString(saved[..(saved.Length / 2)]);
        for (int at = text.Length - 8; at > 0; at -= 8) text = text.Insert(at, " ");
        return text;
    }

    private enum Small : byte
    {
        None,
    }

    private readonly record struct Gappy(bool First, short Second, float Third, byte Fourth);

    private readonly record struct Nested(Small First, Gappy Second, int Third);

    private readonly record struct Whole(double Only);

    private readonly record struct Told(char First, ushort Second, sbyte Third);

    [InlineArray(3)]
    private struct Triple
    {
        private byte _first;
    }

    private readonly record struct Untold(byte First, Triple Rest, int Last);
}

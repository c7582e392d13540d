using System;
using System.Runtime.CompilerServices;
#if NET
using System.Runtime.Intrinsics.X86;
#endif

namespace GameServer.Core;

/// <summary>
/// Asks for memory before it is needed. Who takes thousands of clients in turn finds nothing of the next one in the processor's cache, and would wait for one line after the other; asked for a
/// few clients ahead and in steps, first what holds the references and then what they lead to, all of it comes meanwhile. Only a hint: nothing is changed, and where the processor or the
/// runtime has no such instruction nothing happens.
/// </summary>
public static class CacheLine
{
    /// <summary>Clients to ask for at once: the memory of eight, some 2 to 6 kB each, stays in the first two levels of cache until their turn comes.</summary>
    public const int ClientsAhead = 8;

    private const int Bytes = 64;

    private const int LengthOffset = 8;      // of an array on 64 bits: its type is before it
    private const int ElementsOffset = 16;

    /// <summary>Fetches the 64 bytes around a place, or around one some bytes behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // one instruction: `loadtest run` earned it
    public static unsafe void Fetch<T>(ref readonly T place, int bytesAfter = 0)
    {
#if NET
        if (Sse.IsSupported) Sse.Prefetch0((byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in place)) + bytesAfter);
#endif
    }

    /// <summary>
    /// Fetches the first <paramref name="bytes"/> of an object, or nothing for null, without looking at it: a method called on it, or the place of one of its fields, would first wait for its line to see
    /// that it is there.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // `bench step` earned it: the waits above were a third of what was left of them
    public static unsafe void FetchObject(object? target, int bytes)
    {
#if NET
        if (!Sse.IsSupported) return;
        byte* first = (byte*)Unsafe.As<object?, nint>(ref target);   // if the object moves meanwhile, the fetch was in vain
        for (int offset = 0; offset < bytes; offset += Bytes) Sse.Prefetch0(first + offset);
        Sse.Prefetch0(first + bytes - 1);   // objects begin anywhere in a line
#endif
    }

    /// <summary>Fetches the line in which an array begins, where its length is, and that of one element, whether there is such a one or not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // as above
    public static void Fetch<T>(T[] array, int index)
    {
        FetchElement(array, index);
        FetchLength(array);
    }

    /// <summary>Fetches the line in which an array begins, where its length is: whoever takes an element looks there first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // as above
    public static unsafe void FetchLength(Array array)
    {
#if NET
        if (Sse.IsSupported) Sse.Prefetch0((byte*)Unsafe.As<Array, nint>(ref array) + LengthOffset);
#endif
    }

    /// <summary>Fetches the line of one element of an array, whether there is such a one or not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // as above
    public static unsafe void FetchElement<T>(T[] array, int index)
    {
#if NET
        if (!Sse.IsSupported) return;
        byte* first = (byte*)Unsafe.As<T[], nint>(ref array);   // as above: the runtime's own way to the elements would wait for the line to see that there is an array
        Sse.Prefetch0(first + ElementsOffset + ((nint)index * Unsafe.SizeOf<T>()));
#endif
    }
}

using System.Runtime.CompilerServices;
#if NET
using System.Runtime.InteropServices;
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

    /// <summary>Fetches the 64 bytes around a place, or around one some bytes behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // one instruction: `loadtest run` earned it
    public static unsafe void Fetch<T>(ref readonly T place, int bytesAfter = 0)
    {
#if NET
        if (Sse.IsSupported) Sse.Prefetch0((byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in place)) + bytesAfter);
#endif
    }

    /// <summary>Fetches the line in which an array begins, where its length is, and that of one element, whether there is such a one or not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // as above
    public static unsafe void Fetch<T>(T[] array, int index)
    {
#if NET
        if (!Sse.IsSupported) return;
        byte* first = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));   // asking for the length would wait for the line
        Sse.Prefetch0(first - sizeof(nint));
        Sse.Prefetch0(first + ((nint)index * Unsafe.SizeOf<T>()));
#endif
    }
}

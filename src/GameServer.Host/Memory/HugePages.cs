using System;
using System.Buffers.Text;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace GameServer.Host.Memory;

/// <summary>
/// Asks the kernel to back the process's memory with 2 MiB pages. A server visits each of a thousand clients' few kilobytes once per tick: with 4 KiB pages every visit starts
/// with several page walks, which on a virtual machine are up to 24 memory reads each. Measured with 1,000 players: a tenth less CPU on the server, a twentieth less for bots.
/// The runtime does not ask for them itself, and most systems give them only on demand (<c>transparent_hugepage/enabled</c> is <c>madvise</c>).
/// </summary>
internal sealed partial class HugePages : IDisposable
{
    private const long PageBytes = 2 << 20;
    private const int CollapseAdvice = 25;   // MADV_COLLAPSE, since Linux 6.1: at once, instead of whenever the kernel gets round to it
    private const int HugePageAdvice = 14;   // MADV_HUGEPAGE: whenever it gets round to it
    private const int BreathMs = 1;          // between two pages: moving one stops whoever touches it for some 0.2 ms
    private const int LineBytesMax = 512;    // a path may be cut: only nameless memory is of interest

    // While rooms and players' first memory are taken; what grows later is left to the kernel's own thread, which takes its time and disturbs no tick.
    private static readonly int[] s_pausesMs = [1_000, 2_000, 3_000, 4_000];

    private readonly ManualResetEventSlim _stopping = new(initialState: false, spinCount: 0);   // it is only ever waited out: spinning first would cost more than the work between
    private readonly Thread? _thread;

    private HugePages(bool asks)
    {
        if (!asks) return;
        _thread = new Thread(Ask) { Name = "huge pages", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Converts what there is, a few times in the first ten seconds. Does nothing where the system has no such pages.</summary>
    public static HugePages KeepAsking() => new(OperatingSystem.IsLinux());

    public void Dispose()
    {
        _stopping.Set();
        _thread?.Join();
        _stopping.Dispose();
    }

    /// <summary>First and last address of a line of <c>/proc/self/maps</c> when it is private, writable, anonymous memory, inwards to whole huge pages.</summary>
    internal static bool TryParseRange(ReadOnlySpan<byte> line, out long first, out long end)
    {
        end = 0;
        if (!Utf8Parser.TryParse(line, out first, out int length, 'x') || length >= line.Length || line[length] != '-') return false;
        line = line[(length + 1)..];
        if (!Utf8Parser.TryParse(line, out end, out length, 'x') || !line[length..].StartsWith(" rw-p 00000000 00:00 0"u8)) return false;
        if (line.TrimEnd((byte)' ').Length > length + " rw-p 00000000 00:00 0".Length) return false;   // a name such as [stack]
        first = (first + PageBytes - 1) & -PageBytes;
        end &= -PageBytes;
        return end > first;
    }

    private void Ask()
    {
        try
        {
            foreach (int pauseMs in s_pausesMs)
            {
                if (_stopping.Wait(pauseMs) || !ConvertAll()) return;
            }
        }
        catch (IOException)
        {
            // Memory in small pages works as well, only slower.
        }
    }

    // False when there is no point in asking again. Reads by hand: a string per line would be a megabyte each time, and in the end a collection.
    private bool ConvertAll()
    {
        using FileStream maps = new("/proc/self/maps", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 14);
        Span<byte> line = stackalloc byte[LineBytesMax];
        int length = 0;
        int converted = 0;
        int refused = 0;
        for (int next = maps.ReadByte(); next >= 0; next = maps.ReadByte())
        {
            if (next != '\n')
            {
                if (length < line.Length) line[length++] = (byte)next;
                continue;
            }

            if (TryParseRange(line[..length], out long first, out long end) && !TryConvert(first, end, ref converted, ref refused)) return false;
            length = 0;
        }

        return converted > 0 || refused == 0;
    }

    private bool TryConvert(long first, long end, ref int converted, ref int refused)
    {
        _ = Advise((nint)first, (nuint)(end - first), HugePageAdvice);
        for (long page = first; page < end; page += PageBytes)
        {
            if (_stopping.Wait(BreathMs)) return false;
            if (Advise((nint)page, (nuint)PageBytes, CollapseAdvice) == 0) converted++;
            else refused++;
        }

        return true;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint start, nuint length, int advice);
}

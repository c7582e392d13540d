using System;
using System.Runtime.InteropServices;

namespace GameServer.Bench.Floor;

/// <summary>Slots for many datagrams with their addresses in one native block, as <c>sendmmsg</c> and <c>recvmmsg</c> take them: set up once, then only bytes change.</summary>
internal sealed unsafe partial class DatagramBatch : IDisposable
{
    /// <summary>Room for any address: <c>sockaddr_in6</c> has 28 bytes.</summary>
    public const int AddressBytes = 32;

    // The kernel takes at most 1,024 per call; beyond some tens the call's own cost has vanished.
    private const int SlotsPerCall = 256;

    private readonly int _slotCount;
    private readonly int _slotBytes;
    private readonly MessageHeader* _headers;
    private readonly byte* _payloads;
    private readonly byte* _addresses;

    public DatagramBatch(int slotCount, int slotBytes, int addressBytes)
    {
        _slotCount = slotCount;
        _slotBytes = slotBytes;
        _headers = (MessageHeader*)NativeMemory.AllocZeroed((nuint)slotCount, (nuint)sizeof(MessageHeader));
        _payloads = (byte*)NativeMemory.AllocZeroed((nuint)slotCount, (nuint)slotBytes);
        _addresses = (byte*)NativeMemory.AllocZeroed((nuint)slotCount, AddressBytes);
        Segments = (Segment*)NativeMemory.AllocZeroed((nuint)slotCount, (nuint)sizeof(Segment));
        for (int i = 0; i < slotCount; i++)
        {
            Segments[i] = new Segment { Bytes = _payloads + ((nint)i * slotBytes), Length = (nuint)slotBytes };
            _headers[i] = new MessageHeader { Address = _addresses + (i * AddressBytes), AddressBytes = (uint)addressBytes, Segments = &Segments[i], SegmentCount = 1 };
        }
    }

    private Segment* Segments { get; }

    public Span<byte> Payload(int slot) => new(_payloads + ((nint)slot * _slotBytes), _slotBytes);

    public Span<byte> Address(int slot) => new(_addresses + (slot * AddressBytes), AddressBytes);

    /// <summary>Sends every slot to its address and returns how many the kernel took.</summary>
    public int Send(int descriptor)
    {
        int sent = 0;
        while (sent < _slotCount)
        {
            int count = SendMany(descriptor, _headers + sent, Math.Min(_slotCount - sent, SlotsPerCall), 0);
            if (count <= 0)
            {
                if (Marshal.GetLastPInvokeError() == LinuxSocket.Interrupted) continue;
                break; // the rest of this tick is lost, and shows as loss
            }

            sent += count;
        }

        return sent;
    }

    /// <summary>Fills slots from 0 with what is waiting and returns how many; fewer than the batch has means that the socket is empty.</summary>
    public int Receive(int descriptor)
    {
        while (true)
        {
            int count = ReceiveMany(descriptor, _headers, _slotCount, LinuxSocket.DontWait, null);
            if (count >= 0) return count;
            if (Marshal.GetLastPInvokeError() == LinuxSocket.WouldBlock) return 0;
            if (Marshal.GetLastPInvokeError() != LinuxSocket.Interrupted) LinuxSocket.Demand(count, "recvmmsg");
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_headers);
        NativeMemory.Free(_payloads);
        NativeMemory.Free(_addresses);
        NativeMemory.Free(Segments);
    }

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    private static partial int SendMany(int descriptor, MessageHeader* headers, int count, int flags);

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    private static partial int ReceiveMany(int descriptor, MessageHeader* headers, int count, int flags, void* timeout);

    // struct iovec
    private struct Segment
    {
        public byte* Bytes;
        public nuint Length;
    }

    // struct mmsghdr on 64-bit Linux: struct msghdr (56 bytes), then the length received or sent.
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    private struct MessageHeader
    {
        [FieldOffset(0)] public byte* Address;
        [FieldOffset(8)] public uint AddressBytes;
        [FieldOffset(16)] public Segment* Segments;
        [FieldOffset(24)] public nuint SegmentCount;
        [FieldOffset(48)] public int Flags;
        [FieldOffset(56)] public uint Length;
    }
}

#if NET
using System;
using System.Runtime.CompilerServices;

namespace GameServer.Transport.Udp;

/// <summary>
/// The pinned memory of one batch: message headers, vectors, addresses, control data and datagram slots in one array the collector never moves, wired
/// together once.
/// </summary>
internal sealed unsafe class LinuxBatch
{
    /// <summary>Room for the largest datagram and one byte more, so that a longer one is seen to be longer; a multiple of the cache line.</summary>
    public const int SlotBytes = 1472;

    private const int AddressBytes = 32;

    // One control message of a header (16 bytes) and a 4-byte number.
    private const int ControlBytes = 24;

    private readonly byte* _addresses;
    private readonly byte* _controls;
    private readonly byte* _slots;

    public LinuxBatch(int count, bool isIPv6, bool hasControl)
    {
        Count = count;
        AddressLength = isIPv6 ? SocketAddressCodec.BytesIPv6 : SocketAddressCodec.BytesIPv4;
        int perMessage = sizeof(LinuxUdp.MessageHeader) + sizeof(LinuxUdp.Vector) + AddressBytes + (hasControl ? ControlBytes : 0) + SlotBytes;
        Memory = GC.AllocateArray<byte>((count * perMessage) + 64, pinned: true);
        byte* start = (byte*)(((nuint)Unsafe.AsPointer(ref Memory[0]) + 63) & ~(nuint)63);
        Messages = (LinuxUdp.MessageHeader*)start;
        Vectors = (LinuxUdp.Vector*)(Messages + count);
        _addresses = (byte*)(Vectors + count);
        _slots = _addresses + (count * AddressBytes);
        _controls = hasControl ? _slots + (count * SlotBytes) : null;
        for (int i = 0; i < count; i++)
        {
            Vectors[i] = new LinuxUdp.Vector { Base = SlotOf(i), Length = SlotBytes };
            Messages[i] = new LinuxUdp.MessageHeader { Name = AddressOf(i), NameLength = (uint)AddressLength, Vectors = Vectors + i, VectorCount = 1 };
            *(ushort*)AddressOf(i) = isIPv6 ? (ushort)LinuxUdp.FamilyIPv6 : (ushort)LinuxUdp.FamilyIPv4;
        }
    }

    public int Count { get; }

    public int AddressLength { get; }

    public LinuxUdp.MessageHeader* Messages { get; }

    public LinuxUdp.Vector* Vectors { get; }

    /// <summary>Held so that the pinned block lives as long as the pointers into it.</summary>
    public byte[] Memory { get; }

    public byte* SlotOf(int i) => _slots + (i * SlotBytes);

    public byte* AddressOf(int i) => _addresses + (i * AddressBytes);

    public Span<byte> AddressSpanOf(int i) => new(AddressOf(i), AddressLength);

    /// <summary>A message of one datagram, the one in <paramref name="slot"/>.</summary>
    public void OpenMessage(int message, int slot)
    {
        ref LinuxUdp.MessageHeader header = ref Messages[message];
        header.Name = AddressOf(slot);
        header.Vectors = Vectors + slot;
        header.VectorCount = 1;
        header.Control = null;
        header.ControlLength = 0;
    }

    /// <summary>
    /// The message becomes several datagrams of one size, in neighbouring slots: <c>struct cmsghdr { size_t len; int level; int type; }</c> and the size.
    /// </summary>
    public void AddSegment(int message, int count, int segmentBytes)
    {
        byte* control = _controls + (message * ControlBytes);
        *(nuint*)control = 16 + sizeof(ushort);
        *(int*)(control + 8) = LinuxUdp.UdpLevel;
        *(int*)(control + 12) = LinuxUdp.UdpSegment;
        *(ushort*)(control + 16) = (ushort)segmentBytes;
        ref LinuxUdp.MessageHeader header = ref Messages[message];
        header.VectorCount = (nuint)count;
        header.Control = control;
        header.ControlLength = ControlBytes;
    }

    /// <summary>Undoes what a receive wrote into a header, so that the kernel may use it again.</summary>
    public void Rearm(int i)
    {
        Messages[i].NameLength = (uint)AddressLength;
        if (_controls == null) return;
        Messages[i].Control = _controls + (i * ControlBytes);
        Messages[i].ControlLength = ControlBytes;
    }
}
#endif

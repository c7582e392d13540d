using System;
using System.Buffers.Binary;
using System.Net;

namespace GameServer.Transport;

/// <summary>
/// An address and port as 24 bytes of value: compared and hashed without touching the heap. IPv4 is kept in its IPv6-mapped form, so an IPv4 peer is the same
/// peer whichever kind of socket heard it.
/// </summary>
public readonly struct Endpoint : IEquatable<Endpoint>
{
    // ::ffff:0:0/96 as the low half's upper bits.
    private const ulong MappedPrefix = 0x0000_FFFF_0000_0000;

    private readonly ulong _high;
    private readonly ulong _low;
    private readonly uint _scope;
    private readonly ushort _port;

    private Endpoint(ulong high, ulong low, uint scope, ushort port)
    {
        _high = high;
        _low = low;
        _scope = scope;
        _port = port;
    }

    public ushort Port => _port;

    public bool IsIPv4 => _high == 0 && _low >> 32 == MappedPrefix >> 32;

    /// <summary>The first 64 bits of the IPv6 address, in host order.</summary>
    public ulong AddressHigh => _high;

    /// <summary>The last 64 bits of the IPv6 address, in host order; the lower half of it is the IPv4 address of a mapped one.</summary>
    public ulong AddressLow => _low;

    /// <summary>Interface index of a link-local address, otherwise 0.</summary>
    public uint Scope => _scope;

    public static Endpoint FromIPv4(uint address, ushort port) => new(0, MappedPrefix | address, 0, port);

    public static Endpoint FromIPv6(ulong high, ulong low, uint scope, ushort port) => new(high, low, scope, port);

    public static Endpoint From(IPEndPoint endpoint)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (!endpoint.Address.TryWriteBytes(bytes, out int length)) throw new ArgumentException("Not an IP address.", nameof(endpoint));
        if (length == 4) return FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(bytes), (ushort)endpoint.Port);
        ulong high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        uint scope = endpoint.Address.IsIPv4MappedToIPv6 ? 0 : (uint)endpoint.Address.ScopeId;
        return FromIPv6(high, BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), scope, (ushort)endpoint.Port);
    }

    /// <summary>For people and for the framework's own sockets; allocates.</summary>
    public IPEndPoint ToIPEndPoint()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (IsIPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)_low);
            return new IPEndPoint(new IPAddress(bytes[..4]), _port);
        }

        BinaryPrimitives.WriteUInt64BigEndian(bytes, _high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _low);
        return new IPEndPoint(new IPAddress(bytes, _scope), _port);
    }

    public bool Equals(Endpoint other) => _low == other._low && _high == other._high && _port == other._port && _scope == other._scope;

    public override bool Equals(object? obj) => obj is Endpoint other && Equals(other);

    public override int GetHashCode()
    {
        ulong mixed = (_low ^ ((ulong)_port << 48) ^ _scope) * 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ _high) * 0xC2B2_AE3D_27D4_EB4F;
        return (int)(mixed >> 32);
    }

    public override string ToString() => ToIPEndPoint().ToString();

    public static bool operator ==(Endpoint left, Endpoint right) => left.Equals(right);

    public static bool operator !=(Endpoint left, Endpoint right) => !left.Equals(right);
}

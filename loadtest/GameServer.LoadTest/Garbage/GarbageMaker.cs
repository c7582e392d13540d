using System;
using GameServer.Core;
using GameServer.Transport;

namespace GameServer.LoadTest.Garbage;

/// <summary>Makes hostile datagrams: pure noise, noise behind every packet kind's first byte, and real datagrams that were cut, lengthened, altered or doubled up.</summary>
internal sealed class GarbageMaker(ulong seed)
{
    private readonly byte[] _bytes = new byte[TransportLimits.DatagramBytes];
    private Prng _prng = Prng.For(seed, "garbage");

    /// <summary>The next datagram, valid until the one after it.</summary>
    /// <param name="pattern">A real datagram; may be empty.</param>
    public ReadOnlySpan<byte> Next(ReadOnlySpan<byte> pattern)
    {
        int kind = _prng.NextInt(pattern.IsEmpty ? 2 : 6);
        return kind switch
        {
            0 => Noise(),
            1 => NoiseWithHeader(),
            2 => pattern[.._prng.NextInt(pattern.Length + 1)],
            3 => Lengthened(pattern),
            4 => Altered(pattern),
            _ => pattern,
        };
    }

    private ReadOnlySpan<byte> Noise()
    {
        int length = _prng.NextInt(_prng.NextChance(0.5) ? 40 : _bytes.Length + 1);
        _prng.Fill(_bytes.AsSpan(0, length));
        return _bytes.AsSpan(0, length);
    }

    private ReadOnlySpan<byte> NoiseWithHeader()
    {
        int length = 1 + _prng.NextInt(60);
        _prng.Fill(_bytes.AsSpan(0, length));
        _bytes[0] = (byte)_prng.NextInt(256);
        return _bytes.AsSpan(0, length);
    }

    private ReadOnlySpan<byte> Lengthened(ReadOnlySpan<byte> pattern)
    {
        int extra = _prng.NextInt(_bytes.Length - pattern.Length + 1);
        pattern.CopyTo(_bytes);
        _prng.Fill(_bytes.AsSpan(pattern.Length, extra));
        return _bytes.AsSpan(0, pattern.Length + extra);
    }

    private ReadOnlySpan<byte> Altered(ReadOnlySpan<byte> pattern)
    {
        pattern.CopyTo(_bytes);
        for (int i = 1 + _prng.NextInt(4); i > 0; i--) _bytes[_prng.NextInt(pattern.Length)] = (byte)_prng.NextUInt();
        return _bytes.AsSpan(0, pattern.Length);
    }
}

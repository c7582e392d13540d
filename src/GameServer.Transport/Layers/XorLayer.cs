using System;

namespace GameServer.Transport;

/// <summary>Stock's obfuscation layer: byte i of every datagram, XORed with byte i mod n of the key. It hides nothing from anyone who looks.</summary>
public sealed class XorLayer : IPacketLayer
{
    private readonly byte[] _key;

    public XorLayer(ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty) throw new ArgumentException("The key must not be empty.", nameof(key));
        _key = key.ToArray();
    }

    public int ExtraBytes => 0;

    public int Wrap(Span<byte> buffer, int length, in Endpoint to)
    {
        Apply(buffer[..length]);
        return length;
    }

    public bool TryUnwrap(Span<byte> datagram, in Endpoint from, out Span<byte> plain)
    {
        Apply(datagram);
        plain = datagram;
        return true;
    }

    private void Apply(Span<byte> bytes)
    {
        int position = 0;
        foreach (ref byte value in bytes)
        {
            value ^= _key[position];
            if (++position == _key.Length) position = 0;
        }
    }
}

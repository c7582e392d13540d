namespace GameServer.Replication;

/// <summary>
/// Binary arithmetic coder in the carry-less form of Mahoney's lpaq (2007): an interval of 32-bit numbers shrinks with every bit, and bytes leave as soon as both its ends
/// share them. Costs at most four bytes more than the bits' information. The caller leaves room.
/// </summary>
internal struct RangeWriter(byte[] bytes, int first) : IBitCoder
{
    private uint _low;
    private uint _high = uint.MaxValue;
    private int _length = first;

    public readonly bool Writes => true;

    /// <summary>What was written and how far the interval has shrunk: tells bits spent to within one.</summary>
    public readonly (int Bytes, uint Interval) Progress => (_length, _high - _low);

    public int Code(int bit, int chanceOfOne)
    {
        uint middle = _low + (uint)(((ulong)(_high - _low) * (uint)chanceOfOne) >> 16);
        if (bit != 0) _high = middle;
        else _low = middle + 1;
        while (((_low ^ _high) & 0xFF00_0000) == 0)
        {
            bytes[_length++] = (byte)(_high >> 24);
            _low <<= 8;
            _high = (_high << 8) | 255;
        }

        return bit;
    }

    /// <summary>Writes the fewest bytes that lie in the interval whatever zeros follow them.</summary>
    /// <returns>Index after the last byte.</returns>
    public int Finish()
    {
        if (_low == 0) return _length;
        for (int count = 1; count < 4; count++)
        {
            int shift = 32 - (8 * count);
            ulong rounded = (((ulong)_low + (1UL << shift) - 1) >> shift) << shift;
            if (rounded > _high) continue;
            for (int i = 0; i < count; i++) bytes[_length++] = (byte)(rounded >> (24 - (8 * i)));
            return _length;
        }

        for (int i = 0; i < 4; i++) bytes[_length++] = (byte)(_low >> (24 - (8 * i)));
        return _length;
    }
}

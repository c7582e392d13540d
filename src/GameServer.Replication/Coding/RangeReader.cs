namespace GameServer.Replication;

/// <summary>The reading end of <see cref="RangeWriter"/>. Beyond the end it reads zeros, a few of which are honest; <see cref="Overran"/> tells when they were too many.</summary>
internal struct RangeReader : IBitCoder
{
    private readonly byte[] _bytes;
    private readonly int _end;
    private uint _low;
    private uint _high;
    private uint _code;
    private int _next;

    public RangeReader(byte[] bytes, int first, int end)
    {
        _bytes = bytes;
        _end = end;
        _next = first;
        _low = 0;
        _high = uint.MaxValue;
        _code = 0;
        for (int i = 0; i < 4; i++) _code = (_code << 8) | NextByte();
    }

    public readonly bool Writes => false;

    public readonly bool Overran => _next > _end + 4;

    /// <summary>True when what was read took the bytes there are: neither more nor fewer.</summary>
    public readonly bool IsAtEnd => _next >= _end && !Overran;

    public int Code(int bit, int chanceOfOne)
    {
        uint middle = _low + (uint)(((ulong)(_high - _low) * (uint)chanceOfOne) >> 16);
        int read = _code <= middle ? 1 : 0;
        if (read != 0) _high = middle;
        else _low = middle + 1;
        while (((_low ^ _high) & 0xFF00_0000) == 0)
        {
            _low <<= 8;
            _high = (_high << 8) | 255;
            _code = (_code << 8) | NextByte();
        }

        return read;
    }

    private uint NextByte()
    {
        int at = _next++;
        return at < _end ? _bytes[at] : 0u;
    }
}

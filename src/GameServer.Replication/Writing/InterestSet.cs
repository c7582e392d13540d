using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// Which slots one client may see this tick, as two bit sets: inside the leave radius, and of those inside the enter radius. Bit sets sort for free: walking them gives
/// slot order.
/// </summary>
internal sealed class InterestSet(int entityCapacity)
{
    private readonly ulong[] _near = new ulong[(entityCapacity + 63) / 64];
    private readonly ulong[] _enter = new ulong[(entityCapacity + 63) / 64];
    private int _words;

    /// <summary>Empties the set; slots below <paramref name="slotCount"/> may be added.</summary>
    public void Clear(int slotCount)
    {
        _words = (slotCount + 63) / 64;
        Array.Clear(_near, 0, _words);
        Array.Clear(_enter, 0, _words);
    }

    public void AddEntering(ushort slot)
    {
        _near[slot >> 6] |= 1UL << (slot & 63);
        _enter[slot >> 6] |= 1UL << (slot & 63);
    }

    public void AddStaying(ushort slot) => _near[slot >> 6] |= 1UL << (slot & 63);

    /// <summary>Adds a prepared set whose members may all enter.</summary>
    public void AddAll(ReadOnlySpan<ulong> slots)
    {
        for (int i = 0; i < _words; i++)
        {
            _near[i] |= slots[i];
            _enter[i] |= slots[i];
        }
    }

    public bool MayEnter(ushort slot) => ((_enter[slot >> 6] >> (slot & 63)) & 1) != 0;

    public Enumerator GetEnumerator() => new(_near.AsSpan(0, _words));

    public ref struct Enumerator(ReadOnlySpan<ulong> words)
    {
        private readonly ReadOnlySpan<ulong> _words = words;
        private ulong _bits = words.Length > 0 ? words[0] : 0;
        private int _word;

        public ushort Current { get; private set; }

        public bool MoveNext()
        {
            while (_bits == 0)
            {
                if (++_word >= _words.Length) return false;
                _bits = _words[_word];
            }

            Current = (ushort)((_word << 6) + BitMath.TrailingZeroCount(_bits));
            _bits &= _bits - 1;
            return true;
        }
    }
}

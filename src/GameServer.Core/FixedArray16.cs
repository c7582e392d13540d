using System;

namespace GameServer.Core;

/// <summary>Sixteen values inside the struct that holds them; see <see cref="FixedArray4{T}"/>.</summary>
/// <typeparam name="T">What a component's field may be.</typeparam>
public struct FixedArray16<T>
    where T : unmanaged
{
    /// <summary>Number of elements.</summary>
    public const int Length = 16;

#pragma warning disable CS0649   // assigned through its own indexer
    private FixedArray8<T> _front;
    private FixedArray8<T> _back;
#pragma warning restore CS0649

    /// <summary>One element.</summary>
    /// <exception cref="IndexOutOfRangeException"><paramref name="index"/> is not in 0..15.</exception>
    public T this[int index]
    {
        readonly get => index < 8 ? _front[index] : _back[index - 8];
        set
        {
            if (index < 8) _front[index] = value;
            else _back[index - 8] = value;
        }
    }
}

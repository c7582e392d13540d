using System;

namespace GameServer.Core;

/// <summary>Eight values inside the struct that holds them; see <see cref="FixedArray4{T}"/>.</summary>
/// <typeparam name="T">What a component's field may be.</typeparam>
public struct FixedArray8<T>
    where T : unmanaged
{
    /// <summary>Number of elements.</summary>
    public const int Length = 8;

#pragma warning disable CS0649   // assigned through its own indexer
    private FixedArray4<T> _front;
    private FixedArray4<T> _back;
#pragma warning restore CS0649

    /// <summary>One element.</summary>
    /// <exception cref="IndexOutOfRangeException"><paramref name="index"/> is not in 0..7.</exception>
    public T this[int index]
    {
        readonly get => index < 4 ? _front[index] : _back[index - 4];
        set
        {
            if (index < 4) _front[index] = value;
            else _back[index - 4] = value;
        }
    }
}

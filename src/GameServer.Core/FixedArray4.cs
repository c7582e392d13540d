using System;

namespace GameServer.Core;

/// <summary>Four values inside the struct that holds them: inventory slots, cooldowns. A component cannot hold a reference to an array, and C# fixed buffers need unsafe code.</summary>
/// <typeparam name="T">What a component's field may be.</typeparam>
public struct FixedArray4<T>
    where T : unmanaged
{
    /// <summary>Number of elements.</summary>
    public const int Length = 4;

    private T _0;
    private T _1;
    private T _2;
    private T _3;

    /// <summary>One element.</summary>
    /// <exception cref="IndexOutOfRangeException"><paramref name="index"/> is not in 0..3.</exception>
    public T this[int index]
    {
        readonly get => index switch
        {
            0 => _0,
            1 => _1,
            2 => _2,
            3 => _3,
            _ => throw new IndexOutOfRangeException(),
        };
        set
        {
            switch (index)
            {
                case 0:
                    _0 = value;
                    break;
                case 1:
                    _1 = value;
                    break;
                case 2:
                    _2 = value;
                    break;
                case 3:
                    _3 = value;
                    break;
                default:
                    throw new IndexOutOfRangeException();
            }
        }
    }
}

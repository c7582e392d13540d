using System.Runtime.CompilerServices;

namespace GameServer.Tests;

/// <summary>Storage for up to eight quantised fields.</summary>
[InlineArray(8)]
internal struct Ints
{
    private int _first;
}

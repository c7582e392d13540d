namespace GameServer.Core;

/// <summary>One room on one node.</summary>
public readonly record struct RoomId(int Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

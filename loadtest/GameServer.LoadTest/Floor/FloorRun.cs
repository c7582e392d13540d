namespace GameServer.LoadTest.Floor;

/// <summary>What one run of the bench's raw floor said: the sockets alone, as many clients, the same rate.</summary>
internal sealed record FloorRun
{
    public double ServerUsPerClientTick { get; init; }

    public double ClientUsPerClientTick { get; init; }

    /// <summary>Clients two cores would carry if both sides did nothing but this.</summary>
    public double ClientsHeld { get; init; }

    /// <summary>False when the floor's own clients were starved.</summary>
    public bool Valid { get; init; }
}

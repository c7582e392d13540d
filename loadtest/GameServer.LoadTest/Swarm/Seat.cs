using GameServer.LoadTest.Scenarios;

namespace GameServer.LoadTest.Swarm;

/// <summary>One bot's place in a swarm: who it is, and where it stands. Those who come and go in the same place are different players to the server.</summary>
internal sealed class Seat(int number, int group, BotShare role, NetworkShare network)
{
    /// <summary>Among all bots of the scenario.</summary>
    public int Number => number;

    /// <summary>The tally that counts it.</summary>
    public int Group => group;

    public BotShare Role => role;

    public NetworkShare Network => network;

    public SeatLife Life;

    /// <summary>When its bot should have come, by plan.</summary>
    public long IntendedNs;

    /// <summary>Whether its bot comes again after losing a seat.</summary>
    public bool IsReturning;

    /// <summary>Whether the phase wants it taken.</summary>
    public bool IsWanted;

    /// <summary>Attempts without a seat since the last one that had one.</summary>
    public int Attempts;

    /// <summary>Players that sat here so far.</summary>
    public int Lives;
}

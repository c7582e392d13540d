using GameServer.Core;

namespace GameServer.Replication;

/// <summary>All the server remembers of one page in one client's view: 12 bytes for up to <see cref="Flock.PageSlots"/> entities.</summary>
internal struct PageView
{
    /// <summary>What came before says nothing of the page.</summary>
    public Tick FirstTick;

    /// <summary>Tick of the newest packet that carried the page and is not known lost.</summary>
    public Tick SentTick;

    /// <summary>The client holds every entity of the page as of this tick. Rides along with the present while nothing changes.</summary>
    public Tick AckedTick;
}

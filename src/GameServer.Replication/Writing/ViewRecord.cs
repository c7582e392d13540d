using System.Runtime.InteropServices;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// All the server remembers of one entity in one client's view: 24 bytes, and no copy of any state. The client's baseline is whatever the room's history holds
/// at <see cref="AckedTick"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ViewRecord
{
    public ushort Slot;
    public ushort Generation;

    /// <summary>Tick it came into view, or left it; acknowledgements of older packets speak of what was before.</summary>
    public Tick FirstTick;

    /// <summary>Tick of the newest packet that carried it and is not known lost.</summary>
    public Tick SentTick;

    /// <summary>The client holds the entity's state as of this tick. Rides along with the present while nothing changes.</summary>
    public Tick AckedTick;

    /// <summary>Grows every tick the entity has something to say and is not sent.</summary>
    public float Priority;

    public ViewState State;

    /// <summary>How close the client stands to the entity: which fields its states carry. When it changes, the record starts over.</summary>
    public Visibility Audience;
}

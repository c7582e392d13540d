using System.Runtime.InteropServices;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// All the server remembers of one entity in one client's view: 32 bytes, and no copy of any state. The client's baseline is whatever the room's history holds
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

    /// <summary>
    /// Bit i: what the client has as its newest state not after tick <see cref="AckedTick"/> − i is known to be what the history holds for that tick. Tells which older state a
    /// delta may lean on.
    /// </summary>
    public ulong HeldTicks;

    /// <summary>Grows every tick the entity has something to say and is not sent.</summary>
    public float Priority;

    public ViewState State;

    /// <summary>How close the client stands to the entity: which fields its states carry. When it changes, the record starts over.</summary>
    public Visibility Audience;

    /// <summary>The client acknowledged the state of a tick, the newest yet or one that came late.</summary>
    public void Acknowledge(Tick tick)
    {
        if (AckedTick.IsNone || tick > AckedTick)
        {
            int later = AckedTick.IsNone ? Limits.HistoryTicks : tick - AckedTick;
            HeldTicks = later < Limits.HistoryTicks ? (HeldTicks << later) | 1 : 1;
            AckedTick = tick;
        }
        else if (AckedTick - tick < Limits.HistoryTicks)
        {
            HeldTicks |= 1UL << (AckedTick - tick);
        }
    }

    /// <summary>Nothing changed from the acknowledged tick to this later one: the client holds all in between.</summary>
    public void RideTo(Tick tick)
    {
        int later = tick - AckedTick;
        HeldTicks = later < Limits.HistoryTicks ? (HeldTicks << later) | ((1UL << later) - 1) : ulong.MaxValue;
        AckedTick = tick;
    }

    /// <summary>Age of the newest state at least <paramref name="age"/> ticks old that the client is known to hold; 0 when there is none within a history.</summary>
    public readonly int AgeHeldAt(Tick now, int age)
    {
        int acked = AckedTick.IsNone ? Limits.HistoryTicks : now - AckedTick;
        int back = age - acked;
        if (back is < 0 or >= Limits.HistoryTicks) return 0;
        ulong held = HeldTicks >> back;
        int found = age + BitMath.TrailingZeroCount(held);
        return held != 0 && found < Limits.HistoryTicks ? found : 0;
    }
}

using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>Quantised states of past ticks: the room's history, which clients' builds of this project do not have.</summary>
internal interface IPast
{
    bool Holds(Tick tick);

    int FieldAt(Tick tick, int column, ushort slot);
}

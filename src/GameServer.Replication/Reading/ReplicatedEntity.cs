using System.Runtime.InteropServices;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>One entity a client can see. Its states are read through <see cref="ReplicatedWorld"/>.</summary>
/// <param name="Slot">Its number on the wire and in the server's world.</param>
/// <param name="GenerationLow">Low 8 bits of the server's generation: tells a slot's owners apart.</param>
/// <param name="KindIndex">Index of its kind in the schema.</param>
/// <param name="Audience">How close this client stands to it, which decides the fields it is sent. Changes when the client or the entity changes teams.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReplicatedEntity(ushort Slot, byte GenerationLow, byte KindIndex, Visibility Audience)
{
    /// <summary>True when it belongs to this client.</summary>
    public bool IsOwned => Audience == Visibility.Owner;
}

using System.Runtime.InteropServices;

namespace GameServer.Replication;

/// <summary>One entity a client can see. Its states are read through <see cref="ReplicatedWorld"/>.</summary>
/// <param name="Slot">Its number on the wire and in the server's world.</param>
/// <param name="GenerationLow">Low 8 bits of the server's generation: tells a slot's owners apart.</param>
/// <param name="KindIndex">Index of its kind in the schema.</param>
/// <param name="IsOwned">True when it belongs to this client, which then sees the owner's fields.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReplicatedEntity(ushort Slot, byte GenerationLow, byte KindIndex, bool IsOwned);

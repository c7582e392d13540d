using System;

namespace GameServer.Simulation;

/// <summary>Sent only to the player who owns the entity: on a field, or on a struct for all its fields that do not say otherwise. Others find the field at its default.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Struct)]
public sealed class OwnerOnlyAttribute : Attribute;

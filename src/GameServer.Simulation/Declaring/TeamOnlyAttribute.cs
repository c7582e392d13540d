using System;

namespace GameServer.Simulation;

/// <summary>Sent only to the owner's team: on a field, or on a struct for all its fields that do not say otherwise. Others find the field at its default.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Struct)]
public sealed class TeamOnlyAttribute : Attribute;

using System;

namespace GameServer.Simulation;

/// <summary>A field of a replicated struct that never leaves the server; clients find it at its default.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ServerOnlyAttribute : Attribute;

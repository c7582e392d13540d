using GameServer.LoadTest.Report;

namespace GameServer.LoadTest.Thresholds;

/// <summary>The figures a threshold looks at: the whole measured run, one phase, or one network of it.</summary>
/// <param name="Clients">What players saw.</param>
/// <param name="Swarm">Null where a network alone is looked at, like the server.</param>
/// <param name="Server">Null also when it could not be read.</param>
internal sealed record MetricScope(ClientFigures Clients, SwarmFigures? Swarm, ServerFigures? Server);

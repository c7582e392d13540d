using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Host.Admin;

/// <summary>What may go wrong at an endpoint, for the OpenAPI document.</summary>
internal sealed record EndpointProblems(IReadOnlyList<ErrorCode> Codes);

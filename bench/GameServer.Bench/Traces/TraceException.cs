using System;

namespace GameServer.Bench.Traces;

/// <summary>A file is not a state trace, or not a whole one: says what is wrong and where.</summary>
internal sealed class TraceException(string message) : Exception(message);

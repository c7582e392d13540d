using System;

namespace GameServer.Bench.Traces;

/// <summary>Something that moves, and can be written down frame by frame.</summary>
internal interface ITraceScene
{
    TraceHeader Header { get; }

    /// <summary>Advances one frame.</summary>
    void Step();

    /// <summary>Writes every entity's columns, in the header's order and within its bounds.</summary>
    void Capture(Span<int> frame);
}

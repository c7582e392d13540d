using Xunit;

namespace GameServer.Tests.Support;

/// <summary>Tests that look at the whole process (memory, time per call) and therefore run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "Measured alone";
}

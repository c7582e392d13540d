using Xunit;

namespace GameServer.Tests.Support;

/// <summary>A test with Prometheus' own programs: reported as skipped, with the reason, where they are missing.</summary>
public sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute()
    {
        Skip = PrometheusTools.MissingReason;
    }
}

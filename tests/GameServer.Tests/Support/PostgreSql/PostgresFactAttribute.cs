using Xunit;

namespace GameServer.Tests.Support;

/// <summary>A test against a PostgreSQL server: reported as skipped, with the reason, where there can be none.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        Skip = PostgresServer.MissingReason;
    }
}

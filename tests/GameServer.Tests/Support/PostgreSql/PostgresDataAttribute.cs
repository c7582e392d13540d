using System.Collections.Generic;
using System.Reflection;
using Xunit.Sdk;

namespace GameServer.Tests.Support;

/// <summary>The PostgreSQL case of a test that holds for every player store: reported as skipped, with the reason, where there can be no server.</summary>
public sealed class PostgresDataAttribute : DataAttribute
{
    public PostgresDataAttribute()
    {
        Skip = PostgresServer.MissingReason;
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[StoreKind.PostgreSql]];
}

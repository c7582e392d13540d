using Xunit;

namespace GameServer.Tests.Dashboard;

/// <summary>Tests that share one server with players, and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardCollection : ICollectionFixture<DashboardFixture>
{
    public const string Name = "Dashboard";
}

namespace GameServer.LoadTest.Report;

/// <summary>What the players of one class of network saw; <c>griefers</c> are a class of their own, whatever their network.</summary>
internal sealed record NetworkFigures(string Name, ClientFigures Clients);

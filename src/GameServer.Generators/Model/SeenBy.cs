namespace GameServer.Generators.Model;

/// <summary>Who is sent a field: the members of <c>GameServer.Simulation.Visibility</c>, in the order of a row.</summary>
internal enum SeenBy
{
    Everyone,
    Team,
    Owner,
}

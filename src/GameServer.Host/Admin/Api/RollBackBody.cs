namespace GameServer.Host.Admin;

/// <summary>Goes back.</summary>
/// <param name="Version">16 hexadecimal digits; null for what was before.</param>
internal sealed record RollBackBody(string? Version = null) : IAdminBody;

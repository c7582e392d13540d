namespace GameServer.Host.Admin;

/// <summary>Tries a version.</summary>
/// <param name="Version">16 hexadecimal digits.</param>
/// <param name="Percent">0 to 100; 100 makes it hold everywhere.</param>
/// <param name="Of">rooms (the default) or players.</param>
internal sealed record StageBody(string Version, double Percent, string? Of = null) : IAdminBody;

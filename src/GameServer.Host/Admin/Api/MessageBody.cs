namespace GameServer.Host.Admin;

/// <summary>Lets players read something.</summary>
/// <param name="Text">What they read, up to 400 bytes.</param>
internal sealed record MessageBody(string Text) : IAdminBody;

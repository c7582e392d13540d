namespace GameServer.Host.Tools;

/// <summary>What <c>gameserver replay</c> was asked for; nulls stand for what it finds out itself.</summary>
internal sealed record ReplayOptions(string Folder, int? Room, uint? From, uint? To, int Every, string? Dump, string? Game);

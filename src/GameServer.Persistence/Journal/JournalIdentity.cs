namespace GameServer.Persistence;

/// <summary>Whose log it is. A room is a function of its log on one build only, so another build's log is not replayed unasked.</summary>
/// <param name="Build">Hash over the code that decides a tick: the server's modules and the game's.</param>
/// <param name="Schema">The game schema's hash.</param>
/// <param name="Shard">Which of the node's shards.</param>
public readonly record struct JournalIdentity(ulong Build, ulong Schema, int Shard);

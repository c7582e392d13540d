namespace GameServer.Replication;

/// <summary>What a snapshot tells a client about its own inputs.</summary>
/// <param name="Fresh">The tick had the client's own input for it.</param>
/// <param name="Lead">Ticks the newest input received is ahead of the tick shown; negative when inputs come too late.</param>
public readonly record struct InputFeedback(bool Fresh, int Lead);

namespace GameServer.Arena;

/// <summary>A pilot's command for this tick; stays on the server.</summary>
public struct Command
{
    public ArenaInput Input;
}

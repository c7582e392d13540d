using GameServer.Arena;
using GameServer.Client;

namespace GameServer.LoadTest.Play;

/// <summary>What holds the controls: a person at a keyboard, or a script.</summary>
public interface IHands
{
    /// <summary>True when the player wants to leave.</summary>
    bool WantsToLeave { get; }

    /// <summary>The controls at a moment, in monotonic nanoseconds.</summary>
    ArenaInput Controls(GameClient client, long nowNs);
}

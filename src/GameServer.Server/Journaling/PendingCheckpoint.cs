using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>A checkpoint on its way to the disk and back: memory for one, used again and again.</summary>
public sealed class PendingCheckpoint
{
    internal RoomCapture Capture { get; } = new();

    internal RoomJournal? Owner { get; set; }

    /// <summary>The room.</summary>
    public RoomId Room { get; internal set; }

    /// <summary>Newest log record that the state includes.</summary>
    public ulong Sequence { get; internal set; }

    /// <summary>Whether the disk has promised it; set by the writing thread.</summary>
    public bool IsStored { get; internal set; }
}

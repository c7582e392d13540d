using GameServer.Core;

namespace GameServer.Server;

/// <summary>A room with all its memory that no shard runs yet: made by the thread that asks for it, because it takes many times longer than a tick may.</summary>
public sealed class PreparedRoom
{
    internal PreparedRoom(Room room, RoomJournal? journal, RoomEffects? effects)
    {
        Room = room;
        Journal = journal;
        Effects = effects;
    }

    /// <summary>The room.</summary>
    public RoomId Id => Room.Id;

    internal Room Room { get; }

    internal RoomJournal? Journal { get; }

    internal RoomEffects? Effects { get; }
}

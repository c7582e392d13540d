namespace GameServer.Server;

/// <summary>What happened to a player, a connection or a room. The first ones anybody can cause as often as he likes: they give way to the others when the ring fills.</summary>
public enum SessionEventKind : byte
{
    /// <summary>An address has proved that it receives.</summary>
    Connected,

    /// <summary>A connection is gone.</summary>
    Disconnected,

    /// <summary>A connection goes on from another address, which has proved that it receives.</summary>
    AddressChanged,

    /// <summary>A join was refused.</summary>
    Refused,

    /// <summary>A resume token was refused.</summary>
    ResumeRefused,

    /// <summary>A reliable command was not taken; the number is the one that the server takes next.</summary>
    CommandRefused,

    /// <summary>The client's picture differed from the server's, by hash, and it asks for everything anew.</summary>
    Resynced,

    /// <summary>A player took a seat; the number is how many are in the room now.</summary>
    Joined,

    /// <summary>The profile of a player who logs in could not be read in time.</summary>
    ProfileMissing,

    /// <summary>The connection of a seated player was lost; the seat is kept.</summary>
    Interrupted,

    /// <summary>A player who was lost is heard again; the number is for how many ticks nothing was.</summary>
    Resumed,

    /// <summary>The same player came on another connection, and has the seat there.</summary>
    TakenOver,

    /// <summary>A player gave the seat up.</summary>
    Left,

    /// <summary>Nothing was heard of a lost player for the grace time, and the seat was given up.</summary>
    GraceOver,

    /// <summary>An operator ended the session; the text is what the player was told.</summary>
    Kicked,

    /// <summary>An operator ended the session for longer; the text is what the player was told.</summary>
    Banned,

    /// <summary>An operator sent the player to another room, whose number is the number.</summary>
    Moved,

    /// <summary>A message of an operator was sent to the player; the text is the message.</summary>
    Messaged,

    /// <summary>The session ended, or was set aside, because the process stops.</summary>
    Stopped,

    /// <summary>The room was closed under the player.</summary>
    RoomClosed,

    /// <summary>What the room plays by has changed; the number is the new version.</summary>
    ContentChanged,

    /// <summary>A client could not take what the room plays by now; the number is the version.</summary>
    ContentRefused,
}

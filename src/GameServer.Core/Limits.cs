namespace GameServer.Core;

/// <summary>
/// Every bound that two subsystems must agree on, with where it comes from and a proof, at compile time, that they do agree. What an operator may move
/// is an option; options move between these.
/// </summary>
public static class Limits
{
    /// <summary>One snapshot packet: the wire's first MTU step (1024) less header, merge framing and two acks, so that both leave in one datagram.</summary>
    public const int SnapshotBytes = 980;

    /// <summary>The ring of past states. 64 ticks are 2.1 s at 30 Hz: more than any round trip that is still playable, and one bit each in a word.</summary>
    public const int HistoryTicks = 64;

    /// <summary>Entities one packet names: its counter is a byte.</summary>
    public const int SnapshotEntities = 255;

    /// <summary>Slots of one room: a slot travels as 16 bits and 65,535 stands for "none".</summary>
    public const int EntityCapacityMax = 65_535;

    /// <summary>Seats of one room: a seat travels as 16 bits and 65,535 stands for "nobody".</summary>
    public const int PlayerCapacityMax = 65_535;

    /// <summary>Quantised fields of one entity kind, all components together: rows live on the stack.</summary>
    public const int RowFields = 64;

    /// <summary>Components of one entity kind: their change flags fit one byte of work and a reader's stack.</summary>
    public const int KindComponents = 16;

    /// <summary>Entity kinds of one game: the kind travels as 8 bits.</summary>
    public const int EntityKinds = 256;

    /// <summary>Links from an entity up to the last of its parents: a weapon in a hand on a gunner in a turret on a ship in a dock, and room to spare.</summary>
    public const int ParentDepth = 8;

    /// <summary>Replicated components of one game, all kinds together: each kind may have 16 of its own, few share none.</summary>
    public const int SchemaComponents = 1024;

    /// <summary>A game's encoded schema: some 2,500 fields. Half of what a transport takes as one reliable message by default.</summary>
    public const int SchemaBytes = 128 * 1024;

    /// <summary>Names in a schema, in bytes of UTF-8.</summary>
    public const int SchemaNameBytes = 128;

    /// <summary>Highest team number: a byte, of which two values mean "none" and "the owner's".</summary>
    public const byte TeamMax = 253;

    /// <summary>Inputs one datagram may carry: its counter is 4 bits, 0 standing for none.</summary>
    public const int InputsPerPacket = 15;

    /// <summary>Ticks ahead of the room that an input may be stamped and still be kept: 1 s at 32 Hz, beyond any honest lead.</summary>
    public const int InputAheadTicks = 32;

    /// <summary>A player's id in bytes of UTF-8: a UUID, an account number or a platform's id with its prefix.</summary>
    public const int PlayerIdBytes = 64;

    /// <summary>One reliable command of a player: a purchase, a vote, a line of chat.</summary>
    public const int CommandBytes = 256;

    /// <summary>Commands of one player without a result: as many a client may keep, a seat queues, and results a seat remembers. 8 KiB for each seat that commands.</summary>
    public const int CommandsInFlight = 32;

    /// <summary>Commands of one player that one tick applies: a full queue is through in a quarter of a second at 30 Hz, and a thousand players cannot stall a tick.</summary>
    public const int CommandsPerTick = 4;

    /// <summary>Snapshot packets to one client per tick, on average: 4 × 980 bytes are 940 kbit/s at 30 Hz, beyond any budget that makes sense.</summary>
    public const int PacketsPerTick = 4;

    /// <summary>Snapshot packets remembered per client, so that a late acknowledgement still counts: a whole history of them, older ones prove nothing of use.</summary>
    public const int PacketsInFlight = HistoryTicks * PacketsPerTick;

    /// <summary>Ticks per second a room may run at, the range of shipped games from turn-based to competitive shooters.</summary>
    public const int TickRateHzMax = 128;

    /// <summary>What one effect says of itself: an item with its rolls, not a whole inventory.</summary>
    public const int EffectBytes = 1024;

    /// <summary>A player's profile. With its effects it fits one record of a journal, 1 MiB.</summary>
    public const int ProfileBytes = 64 * 1024;

    /// <summary>Effects one commit may bring to a player: more wait for the next.</summary>
    public const int EffectsPerCommit = 512;

    /// <summary>A version of a game's content: some 2,000 rows of ten numbers. Half of what a transport takes as one reliable message by default.</summary>
    public const int ContentBytes = 128 * 1024;

    /// <summary>Tables of a game's content.</summary>
    public const int ContentTables = 256;

    /// <summary>Rows of one content table.</summary>
    public const int ContentRows = 16_384;

    /// <summary>Fields of one content table.</summary>
    public const int ContentFields = 256;

    /// <summary>A name or row id in content, in bytes of UTF-8.</summary>
    public const int ContentNameBytes = 64;

    /// <summary>One text in content, in bytes of UTF-8.</summary>
    public const int ContentTextBytes = 1024;

    // Proofs: a false condition becomes −1, which a byte cannot hold, and the build stops (CS0031).
    internal const byte HistoryIsOneWord = HistoryTicks == 64 ? 0 : -1;
    internal const byte HistoryMasksByAnd = (HistoryTicks & (HistoryTicks - 1)) == 0 ? 0 : -1;
    internal const byte PacketRingMasksByAnd = (PacketsInFlight & (PacketsInFlight - 1)) == 0 ? 0 : -1;
    internal const byte AckBitsCoverRing = PacketsInFlight >= 33 ? 0 : -1;
    internal const byte CommandRingMasksByAnd = (CommandsInFlight & (CommandsInFlight - 1)) == 0 ? 0 : -1;
    internal const byte InputRingMasksByAnd = (InputAheadTicks & (InputAheadTicks - 1)) == 0 ? 0 : -1;
}

namespace GameServer.Transport.Channels;

/// <summary>What a reliable receive window says about an arriving sequence.</summary>
internal enum ReceiveOutcome : byte
{
    /// <summary>Not a sequence a correct sender can use now: dropped, not acknowledged.</summary>
    OutsideWindow,

    /// <summary>It would have to be held and may not: dropped and not acknowledged, so that it comes again.</summary>
    Refused,

    /// <summary>Seen before: acknowledged again, because the first acknowledgement was probably lost.</summary>
    Duplicate,

    /// <summary>Deliver now; on ordered channels, then also what was held behind it.</summary>
    Deliver,

    /// <summary>Keep until its turn.</summary>
    Hold,
}

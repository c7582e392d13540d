namespace GameServer.Core;

/// <summary>
/// Mistakes that can be put into the product on purpose, one at a time, to prove that the simulator's checks can fail. Each is one line somewhere, named here.
/// </summary>
internal enum Mutation
{
    None,

    /// <summary>Transport: a reliable packet that arrived before is handed out again.</summary>
    DeliverTwice,

    /// <summary>Transport: a lost reliable packet is never sent again.</summary>
    NeverResend,

    /// <summary>Replication, server: an acknowledgement of a packet that was never sent counts.</summary>
    AckFromTheFuture,

    /// <summary>Replication, server: what a client acknowledged of a slot's former owner counts for the present one.</summary>
    ReuseFreedBaseline,

    /// <summary>Replication, server: what left a client's sight is dropped without telling the client.</summary>
    ForgetDestroy,

    /// <summary>Replication, server: deltas are coded against the tick after the one they name.</summary>
    BaselineOffByOne,

    /// <summary>Replication, server: state hashes skip the last field of each row.</summary>
    SkipHashField,

    /// <summary>Replication, server: the leave radius is a fifth too long.</summary>
    SeeTooFar,

    /// <summary>Replication, client: packets are acknowledged before they are decoded, those that cannot be included.</summary>
    AckUnread,

    /// <summary>Replication, client: removals are ignored.</summary>
    IgnoreRemoval,

    /// <summary>Simulation: everyone counts as the owner of everything.</summary>
    LeakOwnerFields,

    /// <summary>Simulation: the game is given each input twice.</summary>
    ApplyInputTwice,

    /// <summary>Simulation: a player's input is taken from the place before its own in the ring.</summary>
    InputOffByOne,

    /// <summary>Simulation: changes that only the owner sees are not stamped.</summary>
    MissOwnerChange,

    /// <summary>Simulation: leaves are not recorded.</summary>
    LogForgetsLeave,

    /// <summary>Simulation: changes of content are not written to the log.</summary>
    LogForgetsContent,

    /// <summary>Server: a seat is not given up when its connection ends.</summary>
    KeepSeat,

    /// <summary>Server: results of commands are sent before the tick that applied them is durable.</summary>
    AnswerTooEarly,

    /// <summary>Server: a resume token that was used counts again.</summary>
    TokenTwice,

    /// <summary>Server: a recovery leaves out the last record of a room's log.</summary>
    RecoverTooLittle,

    /// <summary>Server: a seat that was restored is nobody's.</summary>
    ForgetSeats,

    /// <summary>Simulation: a checkpoint leaves out the commands a seat has given.</summary>
    CheckpointForgetsCommands,

    /// <summary>Server: a checkpoint leaves out which content the room plays by.</summary>
    CheckpointForgetsContent,

    /// <summary>Simulation: a checkpoint leaves out what players have spent of their rewind budgets.</summary>
    CheckpointForgetsBudgets,

    /// <summary>Persistence: what was handed to the system counts as durable before it is flushed.</summary>
    PromiseUnflushed,

    /// <summary>Client: the input clock never looks at what the server reports.</summary>
    IgnoreInputReport,

    /// <summary>Arena: a kill counts twice for the team.</summary>
    CountKillTwice,

    /// <summary>Arena: a crate heals beyond full health.</summary>
    Overheal,
}

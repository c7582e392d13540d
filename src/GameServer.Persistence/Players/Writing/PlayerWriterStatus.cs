namespace GameServer.Persistence;

/// <summary>What a <see cref="PlayerRecordWriter"/> has done and has before it; one moment's picture, for other threads. Counts are since the start.</summary>
public sealed record PlayerWriterStatus
{
    /// <summary>How the store takes it.</summary>
    public StoreHealth Health { get; internal set; }

    /// <summary>Why the last attempt that failed did; empty while none has.</summary>
    public string FailureText { get; internal set; } = "";

    /// <summary>Effects taken from the queues.</summary>
    public long EffectsTaken { get; internal set; }

    /// <summary>Bytes of their payloads.</summary>
    public long EffectBytesTaken { get; internal set; }

    /// <summary>Effects entered into players' ledgers.</summary>
    public long EffectsEntered { get; internal set; }

    /// <summary>Effects the ledgers had already: a replay's, or of an attempt whose answer was lost.</summary>
    public long EffectsKnown { get; internal set; }

    /// <summary>Effects whose place a newer one took before they were sent.</summary>
    public long EffectsReplaced { get; internal set; }

    /// <summary>Effects that wait, those on their way included.</summary>
    public int EffectsWaiting { get; internal set; }

    /// <summary>Players they belong to.</summary>
    public int PlayersWaiting { get; internal set; }

    /// <summary>Memory they take.</summary>
    public long WaitingBytes { get; internal set; }

    /// <summary>How long the oldest has waited, in milliseconds.</summary>
    public long OldestWaitingMs { get; internal set; }

    /// <summary>True while nothing more is taken from the queues, because memory is used up.</summary>
    public bool IsFull { get; internal set; }

    /// <summary>Batches sent to the store.</summary>
    public long Attempts { get; internal set; }

    /// <summary>Batches that failed.</summary>
    public long Failures { get; internal set; }

    /// <summary>Batches called off because they took too long; counted as failures too.</summary>
    public long Timeouts { get; internal set; }

    /// <summary>Records changed.</summary>
    public long Commits { get; internal set; }

    /// <summary>Records somebody else changed in between; read and tried again.</summary>
    public long Conflicts { get; internal set; }

    /// <summary>Players set aside for a while because the store refused their records.</summary>
    public long PlayersRefused { get; internal set; }

    /// <summary>Players of whom effects are kept in files of this machine because the store refuses them.</summary>
    public int PlayersKeptAside { get; internal set; }

    /// <summary>Records written without a profile because the game's rules could not make one; the effects wait in the ledger.</summary>
    public long Unfolded { get; internal set; }

    /// <summary>Why the last of them was; empty while there is none.</summary>
    public string UnfoldedText { get; internal set; } = "";

    /// <summary>Bytes of profiles and payloads given to the store: divided by <see cref="EffectBytesTaken"/>, how often each byte is written.</summary>
    public long WrittenBytes { get; internal set; }
}

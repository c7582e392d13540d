namespace GameServer.Replication;

/// <summary>What a snapshot says of one entity; a prefix code, commonest first.</summary>
internal enum EntityOperation : byte
{
    /// <summary>Changes since the packet's own baseline: code 0 where they are <see cref="DeltaForm.Regular"/>, 10 <see cref="DeltaForm.Moving"/>, 110 <see cref="DeltaForm.Plain"/>.</summary>
    Delta,

    /// <summary>Code 1110, then the baseline's age in 6 bits and the form in 2: changes since another tick.</summary>
    DeltaAtAge,

    /// <summary>Code 11110, then kind, generation, audience and the whole row: appears, or is too far behind for a delta.</summary>
    Full,

    /// <summary>Code 11111: out of sight or destroyed.</summary>
    Remove,
}

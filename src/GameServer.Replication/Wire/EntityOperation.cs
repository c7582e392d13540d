namespace GameServer.Replication;

/// <summary>What a snapshot says of one entity; a prefix code of ones and a zero, commonest first.</summary>
internal enum EntityOperation : byte
{
    /// <summary>
    /// Changes since the packet's own baseline: code 0 where they are <see cref="DeltaForm.Regular"/>, 110 <see cref="DeltaForm.Moving"/>, 1110 <see cref="DeltaForm.Plain"/>.
    /// </summary>
    Delta,

    /// <summary>
    /// Changes since another tick: code 10 where they are regular and it is the tick before the packet's baseline, which what is far away and sent every other tick needs half the
    /// time; else code 11110, then the baseline's age in 6 bits and the form in 2.
    /// </summary>
    DeltaAtAge,

    /// <summary>Code 111110, then kind, generation, audience and the whole row: appears, or is too far behind for a delta.</summary>
    Full,

    /// <summary>Code 111111: out of sight or destroyed.</summary>
    Remove,
}

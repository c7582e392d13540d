namespace GameServer.Replication;

/// <summary>What a delta's body leans on.</summary>
internal enum DeltaForm : byte
{
    /// <summary>The baseline alone.</summary>
    Plain,

    /// <summary>The state <see cref="Motion.OlderTicks"/> before the baseline as well.</summary>
    Moving,

    /// <summary>Both, and what changed goes without saying: <see cref="RowWalk.IsRegular"/>.</summary>
    Regular,
}

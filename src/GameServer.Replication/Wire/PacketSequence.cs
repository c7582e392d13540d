namespace GameServer.Replication;

/// <summary>Arithmetic of the 16-bit packet numbers in snapshots, which wrap.</summary>
internal static class PacketSequence
{
    /// <summary>How far <paramref name="later"/> is ahead of <paramref name="earlier"/>: −32,768..32,767.</summary>
    public static int Distance(ushort later, ushort earlier) => (short)(later - earlier);
}

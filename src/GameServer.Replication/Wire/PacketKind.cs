namespace GameServer.Replication;

/// <summary>First byte of every unreliable message: what follows.</summary>
public enum PacketKind : byte
{
    /// <summary>Server to client: <see cref="SnapshotHeader"/> and entities.</summary>
    Snapshot = 1,

    /// <summary>Client to server: acknowledgements and inputs, see <see cref="InputPacket"/>.</summary>
    Input = 2,

    /// <summary>Server to client: a snapshot for one client alone, in the dense coder: <see cref="DenseHeader"/>.</summary>
    DenseSnapshot = 3,
}

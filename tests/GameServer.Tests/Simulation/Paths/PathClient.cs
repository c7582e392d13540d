using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Tests.Simulation.Paths;

/// <summary>A client at the end of two paths that applies what comes and acknowledges it once a tick.</summary>
internal sealed class PathClient
{
    private readonly SnapshotReader _reader;
    private readonly GameSchema _schema;
    private readonly byte[] _packet = new byte[InputPacket.BytesMax];

    public PathClient(GameSchema schema, int entityCapacity, Viewer viewer, string name, Tick now)
    {
        _schema = schema;
        Viewer = viewer;
        View = new ReplicatedWorld(schema, entityCapacity);
        _reader = new SnapshotReader(View, new SnapshotScratch());
        _reader.StartAt(now, PathRun.TickRateHz);
        Down = new Path(1, name + " down");
        Up = new Path(1, name + " up");
    }

    public Viewer Viewer { get; }

    public ReplicatedWorld View { get; }

    public Path Down { get; }

    public Path Up { get; }

    public long BytesSent { get; set; }

    public long EntitiesApplied { get; private set; }

    public long Mismatches { get; private set; }

    /// <summary>Packets that came and could not be read.</summary>
    public long Unreadable { get; private set; }

    public long DenseCount { get; private set; }

    /// <summary>Hash of every packet sent to it, in order.</summary>
    public ulong Digest { get; set; }

    public void Step(int tick)
    {
        while (Down.TryReceive(tick, out byte[] bytes))
        {
            SnapshotResult result = _reader.Read(bytes, out SnapshotInfo info);
            if (result is SnapshotResult.Malformed or SnapshotResult.BaselineMissing) Unreadable++;
            if (result != SnapshotResult.Applied) continue;
            if (bytes[0] == (byte)PacketKind.DenseSnapshot) DenseCount++;
            EntitiesApplied += info.EntityCount;
            if (!info.HashMatched) Mismatches++;
        }

        int length = InputPacket.Write(_packet, _reader.Acks, _reader.NeedsResync, new Tick((uint)tick), _schema.Input, [0], [1]);
        Up.Send(_packet[..length], tick);
    }

    public void TakeAcknowledgements(Tick now)
    {
        int[] rows = new int[Limits.InputsPerPacket];
        ushort[] viewAges = new ushort[Limits.InputsPerPacket];
        while (Up.TryReceive((int)now.Value, out byte[] bytes))
        {
            if (InputPacket.TryRead(bytes, _schema.Input, now, out InputPacketContent content, viewAges, rows)) Viewer.Acknowledge(content.Acks, now);
        }
    }
}

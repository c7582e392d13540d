using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>The operator of a rehearsal, who looks at everything twice a second and says something.</summary>
internal sealed class RehearsalOperator(Shard shard, int players, int entities)
{
    private static readonly RoomId s_room = new(0);

    public void Look()
    {
        shard.Commands.TryAdd(new ReadRoomsRequest(new RoomRow[1], null, withHashes: true));
        shard.Commands.TryAdd(new ReadPlayersRequest(new PlayerRow[players], new PlayerFilter(s_room, Part: "e")));
        shard.Commands.TryAdd(new ReadPeersRequest(new PeerRow[players]));
        shard.Commands.TryAdd(new ReadMapRequest(s_room, new MapRow[entities], new OutlineLine[64]));
        shard.Commands.TryAdd(new NoticeRequest(new Notice(NoticeKind.Message, "rehearsal", 0, Redirect.Nowhere)));
    }
}

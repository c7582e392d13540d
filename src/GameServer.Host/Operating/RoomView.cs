using GameServer.Core;
using GameServer.Server;

namespace GameServer.Host.Operating;

/// <summary>One room, for an operator.</summary>
/// <param name="Room">Its number.</param>
/// <param name="Shard">Index of its shard, and the UDP port where its players connect.</param>
/// <param name="Port">See <paramref name="Shard"/>.</param>
/// <param name="Tick">The last tick finished.</param>
/// <param name="DurableTick">The last tick that a crash cannot undo.</param>
/// <param name="TickRateHz">Ticks per second.</param>
/// <param name="Players">Players connected.</param>
/// <param name="Interrupted">Players whose seats wait for them.</param>
/// <param name="Seats">Seats in all.</param>
/// <param name="Entities">Entities alive.</param>
/// <param name="EntityCapacity">As many as can be.</param>
/// <param name="StateHash">Hash of the state after <paramref name="Tick"/> as 16 hexadecimal digits; empty in lists, where it would cost every room a look at every entity.</param>
/// <param name="Content">The version of content of the last tick as 16 hexadecimal digits; empty in games without content.</param>
/// <param name="ContentAnnounced">The version that the room plays by or will in half a second.</param>
/// <param name="LateTicks">Ticks that began over 1 ms late or ended after the next one's time, since the room began in this process.</param>
/// <param name="ForgivenTicks">Ticks never run because the timetable moved instead.</param>
/// <param name="LatenessMs">How late the last tick began.</param>
/// <param name="SnapshotBytes">Snapshot bytes sent since the room began in this process.</param>
internal sealed record RoomView(
    int Room,
    int Shard,
    int Port,
    uint Tick,
    uint DurableTick,
    int TickRateHz,
    int Players,
    int Interrupted,
    int Seats,
    int Entities,
    int EntityCapacity,
    string StateHash,
    string Content,
    string ContentAnnounced,
    long LateTicks,
    long ForgivenTicks,
    double LatenessMs,
    long SnapshotBytes)
{
    public static RoomView Of(in RoomRow row, int shard, int port, bool isHashed) => new(
        row.Room.Value,
        shard,
        port,
        row.Tick.Value,
        row.DurableTick.Value,
        row.TickRateHz,
        row.PlayerCount,
        row.InterruptedCount,
        row.PlayerCapacity,
        row.EntityCount,
        row.EntityCapacity,
        isHashed ? row.StateHash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture) : "",
        VersionOf(row.ContentVersion),
        VersionOf(row.ContentAnnounced),
        row.LateTickCount,
        row.ForgivenTickCount,
        row.LatenessNs / (double)Timestamp.NanosecondsPerMillisecond,
        row.SnapshotBytes);

    private static string VersionOf(ulong content) => content == 0 ? "" : LiveOps.ContentIndexFile.Hex(content);
}

using System;
using GameServer.Core;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>Looks at the players of a shard, those included whose seats wait for them.</summary>
/// <param name="rows">Where they go, by room and then in order of arrival: the first ones when there are more.</param>
/// <param name="filter">Which ones.</param>
public sealed class ReadPlayersRequest(PlayerRow[] rows, PlayerFilter filter) : ShardRequest
{
    /// <summary>Players there are, more than there was room for if it is larger than <see cref="Rows"/>.</summary>
    public int Total { get; private set; }

    /// <summary>What was found.</summary>
    public ReadOnlySpan<PlayerRow> Rows => rows.AsSpan(0, Math.Min(Total, rows.Length));

    protected internal override void Apply(Shard shard, Timestamp now)
    {
        foreach (Room room in shard.Rooms.All)
        {
            foreach (Session session in room.Sessions)
            {
                if (!filter.Takes(session)) continue;
                if (Total++ < rows.Length) Fill(ref rows[Total - 1], session, shard.Transport);
            }
        }
    }

    private static void Fill(ref PlayerRow row, Session session, LiteNetTransport transport)
    {
        Room room = session.Room;
        row = default;
        row.Session = session.Key;
        row.PlayerId = session.PlayerId;
        row.PlayerName = session.PlayerName;
        row.Room = room.Id;
        row.Seat = session.Player;
        row.State = session.State;
        row.InterruptedTicks = room.InterruptedTicks(session);
        row.InputsMissed = session.InputsMissed;
        if (transport.TryRead(session.Peer, out PeerReport peer))
        {
            row.Endpoint = peer.Endpoint;
            row.RttMs = peer.RttMs;
            row.BytesIn = peer.BytesIn;
            row.BytesOut = peer.BytesOut;
            row.InputLeadTicks = session.InputLeadTicks;
        }

        if (session.Viewer is not { } viewer) return;
        row.PacketsAcked = viewer.AckedCount;
        row.PacketsLost = viewer.LostCount;
        row.BytesPerSecond = viewer.BytesPerSecond;
        row.EntitiesShown = viewer.RecordCount;
        row.IsDense = viewer.IsDense;
        if (room.Schema.Position is { } position) row.HasFocus = viewer.TryReadCentre(position, out row.FocusX, out row.FocusY);
    }
}

using GameServer.Server;

namespace GameServer.Host.Operating;

/// <summary>One player with a seat, for an operator. All that concerns a connection is zero or empty while there is none.</summary>
/// <param name="Id">The player across sessions; begins with ~ when the server gave it for this session only.</param>
/// <param name="Name">What the player is called.</param>
/// <param name="Session">The session's key as 16 hexadecimal digits.</param>
/// <param name="Room">Number of the room.</param>
/// <param name="Shard">Index of its shard.</param>
/// <param name="Seat">Index of the seat.</param>
/// <param name="State">Playing, Interrupted or Returning.</param>
/// <param name="InterruptedSeconds">For how long nothing was heard of a player who was lost.</param>
/// <param name="Endpoint">Address and port.</param>
/// <param name="RttMs">Smoothed round-trip time.</param>
/// <param name="LossPercent">Share of snapshot packets given up for lost, since the view began.</param>
/// <param name="InputLeadTicks">Ticks by which inputs come ahead of when they are needed; negative when they come too late.</param>
/// <param name="InputsMissed">Ticks for which the player's own input was missing.</param>
/// <param name="BytesIn">Bytes received on the connection.</param>
/// <param name="BytesOut">Bytes sent on the connection.</param>
/// <param name="BytesPerSecond">Snapshot payload per second that the path is thought to take.</param>
/// <param name="EntitiesShown">Entities the player is shown.</param>
/// <param name="Coder">Codebook or Dense; empty before there is a view.</param>
/// <param name="Focus">Where the player looks from, in the game's units; null in games without positions and before the player looks at anything.</param>
internal sealed record PlayerView(
    string Id,
    string Name,
    string Session,
    int Room,
    int Shard,
    int Seat,
    string State,
    double InterruptedSeconds,
    string Endpoint,
    int RttMs,
    double LossPercent,
    double InputLeadTicks,
    long InputsMissed,
    long BytesIn,
    long BytesOut,
    int BytesPerSecond,
    int EntitiesShown,
    string Coder,
    PlayerFocus? Focus)
{
    public static PlayerView Of(in PlayerRow row, int shard, int tickRateHz)
    {
        bool isConnected = row.State != SessionState.Interrupted;
        double packets = row.PacketsAcked + row.PacketsLost;
        return new PlayerView(
            row.PlayerId,
            row.PlayerName,
            row.Session.ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
            row.Room.Value,
            shard,
            row.Seat.Value,
            row.State.ToString(),
            row.InterruptedTicks / (double)tickRateHz,
            isConnected ? row.Endpoint.ToString() : "",
            row.RttMs,
            packets > 0 ? 100 * row.PacketsLost / packets : 0,
            row.InputLeadTicks,
            row.InputsMissed,
            row.BytesIn,
            row.BytesOut,
            row.BytesPerSecond,
            row.EntitiesShown,
            !isConnected ? "" : row.IsDense ? "Dense" : "Codebook",
            row.HasFocus ? new PlayerFocus(row.FocusX, row.FocusY) : null);
    }
}

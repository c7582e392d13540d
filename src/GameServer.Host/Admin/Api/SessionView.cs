using GameServer.Host.Operating;

namespace GameServer.Host.Admin;

/// <summary>One session: a player in a room, with or without a connection.</summary>
/// <param name="Session">Its key as 16 hexadecimal digits.</param>
/// <param name="Id">The player's id.</param>
/// <param name="Room">Number of the room.</param>
/// <param name="Shard">Index of its shard.</param>
/// <param name="Seat">Index of the seat.</param>
/// <param name="State">Playing, Interrupted or Returning.</param>
/// <param name="InterruptedSeconds">For how long nothing was heard of a player who was lost.</param>
/// <param name="Endpoint">Address and port of the connection; empty while there is none.</param>
internal sealed record SessionView(string Session, string Id, int Room, int Shard, int Seat, string State, double InterruptedSeconds, string Endpoint)
{
    public static SessionView Of(PlayerView player) => new(player.Session, player.Id, player.Room, player.Shard, player.Seat, player.State, player.InterruptedSeconds, player.Endpoint);
}

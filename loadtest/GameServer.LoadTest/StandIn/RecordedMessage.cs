namespace GameServer.LoadTest.StandIn;

/// <summary>One message that a server sent to one client.</summary>
/// <param name="TickOffset">Ticks after the client's welcome.</param>
/// <param name="IsReliable">Control messages are, snapshots are not.</param>
/// <param name="Bytes">Of the message, without what the transport puts around it.</param>
internal sealed record RecordedMessage(int TickOffset, bool IsReliable, byte[] Bytes);

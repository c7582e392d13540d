using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using MemoryPack;
using Xunit;

namespace GameServer.Tests.Interop;

/// <summary>Stock MemoryPack, with the classes a client would declare, reads what we write and writes what we read.</summary>
public sealed class StockMemoryPackTests
{
    [Fact]
    public void Stock_reads_every_message_of_ours()
    {
        byte[] bytes = new byte[ControlMessage.BytesMax];
        StockJoinRequest join = Read<StockJoinRequest>(bytes.AsSpan(0, new JoinRequest(1, 0x1122_3344_5566_7788, -1, "Ann Öz 日本").Write(bytes)));
        Assert.Equal((1, 0x1122_3344_5566_7788UL, -1, "Ann Öz 日本"), (join.ProtocolVersion, join.SchemaHash, join.Room, join.PlayerName));
        StockWelcome welcome = Read<StockWelcome>(bytes.AsSpan(0, new Welcome(7, new PlayerSlot(3), 5000, 30, new Tick(123_456), 99).Write(bytes)));
        Assert.Equal((7, 3, 5000, 30, 123_456u, 99L), (welcome.Room, welcome.Seat, welcome.EntitySlots, welcome.TickRateHz, welcome.Tick, welcome.TickUtcTicks));
        StockRefusal refusal = Read<StockRefusal>(bytes.AsSpan(0, new Refusal(RefusalReason.RoomFull, "full").Write(bytes)));
        Assert.Equal(((int)RefusalReason.RoomFull, "full"), (refusal.Reason, refusal.Text));
        StockClock clock = Read<StockClock>(bytes.AsSpan(0, new ClockMessage(new Tick(123_456), 99).Write(bytes)));
        Assert.Equal((123_456u, 99L), (clock.Tick, clock.TickUtcTicks));
        StockFarewell farewell = Read<StockFarewell>(bytes.AsSpan(0, new Farewell(FarewellReason.RoomClosed, "").Write(bytes)));
        Assert.Equal(((int)FarewellReason.RoomClosed, ""), (farewell.Reason, farewell.Text));
        StockCommand command = Read<StockCommand>(bytes.AsSpan(0, CommandMessage.Write(bytes, 9, [1, 2, 3])));
        Assert.Equal(9u, command.Number);
        Assert.Equal([1, 2, 3], command.Command);
        StockCommandResults results = Read<StockCommandResults>(bytes.AsSpan(0, CommandResultsMessage.Write(bytes, 9, [CommandResult.Done, new CommandResult(7)])));
        Assert.Equal(9u, results.First);
        Assert.Equal([0, 7], results.Results);
        StockCommandRefusal refused = Read<StockCommandRefusal>(bytes.AsSpan(0, new CommandRefusal(9, CommandRefusalReason.OutOfOrder).Write(bytes)));
        Assert.Equal((9u, (int)CommandRefusalReason.OutOfOrder), (refused.Next, refused.Reason));
    }

    [Fact]
    public void We_read_every_message_of_stock()
    {
        Assert.True(CommandMessage.TryRead(Write(new StockCommand { Number = 9, Command = [1, 2, 3] }), out uint number, out ReadOnlySpan<byte> command));
        Assert.Equal(9u, number);
        Assert.Equal([1, 2, 3], command.ToArray());
        Assert.True(JoinRequest.TryRead(Write(new StockJoinRequest { ProtocolVersion = 1, SchemaHash = ulong.MaxValue, Room = 2, PlayerName = "Ann Öz 日本" }), out JoinRequest join));
        Assert.Equal(new JoinRequest(1, ulong.MaxValue, 2, "Ann Öz 日本"), join);
        Assert.True(Welcome.TryRead(Write(new StockWelcome { Room = 7, Seat = 3, EntitySlots = 5000, TickRateHz = 30, Tick = 123_456, TickUtcTicks = 99 }), out Welcome welcome));
        Assert.Equal(new Welcome(7, new PlayerSlot(3), 5000, 30, new Tick(123_456), 99), welcome);
        Assert.True(Refusal.TryRead(Write(new StockRefusal { Reason = (int)RefusalReason.Schema, Text = "no" }), out Refusal refusal));
        Assert.Equal(new Refusal(RefusalReason.Schema, "no"), refusal);
        Assert.True(ClockMessage.TryRead(Write(new StockClock { Tick = 5, TickUtcTicks = -1 }), out ClockMessage clock));
        Assert.Equal(new ClockMessage(new Tick(5), -1), clock);
        Assert.True(Farewell.TryRead(Write(new StockFarewell { Reason = (int)FarewellReason.RoomClosed, Text = "bye" }), out Farewell farewell));
        Assert.Equal(new Farewell(FarewellReason.RoomClosed, "bye"), farewell);
    }

    [Fact]
    public void Both_write_the_same_bytes()
    {
        byte[] ours = new byte[ControlMessage.BytesMax];
        int length = new Welcome(7, new PlayerSlot(3), 5000, 30, new Tick(123_456), 99).Write(ours);
        Assert.Equal(Write(new StockWelcome { Room = 7, Seat = 3, EntitySlots = 5000, TickRateHz = 30, Tick = 123_456, TickUtcTicks = 99 }), ours[..length]);
        length = new JoinRequest(1, 5, -1, "Ann").Write(ours);
        Assert.Equal(Write(new StockJoinRequest { ProtocolVersion = 1, SchemaHash = 5, Room = -1, PlayerName = "Ann" }), ours[..length]);
    }

    private static T Read<T>(ReadOnlySpan<byte> message) where T : IStockControlMessage =>
        Assert.IsType<T>(MemoryPackSerializer.Deserialize<IStockControlMessage>(message));

    private static byte[] Write(IStockControlMessage message) => MemoryPackSerializer.Serialize(message);
}

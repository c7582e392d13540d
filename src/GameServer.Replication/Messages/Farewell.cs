using System;

namespace GameServer.Replication;

/// <summary>The server's last words before it closes a connection.</summary>
/// <param name="Reason">Member 0, i32.</param>
/// <param name="Text">Member 1, string: for a person.</param>
public readonly record struct Farewell(FarewellReason Reason, string Text)
{
    public int Write(Span<byte> message) => ReasonedMessage.Write(message, ControlMessage.FarewellTag, (int)Reason, Text);

    public static bool TryRead(ReadOnlySpan<byte> message, out Farewell farewell)
    {
        bool read = ReasonedMessage.TryRead(message, ControlMessage.FarewellTag, out int reason, out string text);
        farewell = new Farewell((FarewellReason)reason, text);
        return read;
    }
}

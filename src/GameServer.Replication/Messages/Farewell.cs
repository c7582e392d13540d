using System;

namespace GameServer.Replication;

/// <summary>The server's last words before it closes a connection.</summary>
/// <param name="Reason">Member 0, i32.</param>
/// <param name="Text">Member 1, string: for a person.</param>
/// <param name="GoTo">Members 2 and 3, string and i32: where to go from here; not there when there is nowhere.</param>
public readonly record struct Farewell(FarewellReason Reason, string Text, Redirect GoTo)
{
    /// <summary>A farewell that leads nowhere.</summary>
    public Farewell(FarewellReason reason, string text)
        : this(reason, text, Redirect.Nowhere)
    {
    }

    public int Write(Span<byte> message) => ReasonedMessage.Write(message, ControlMessage.FarewellTag, (int)Reason, Text, GoTo);

    public static bool TryRead(ReadOnlySpan<byte> message, out Farewell farewell)
    {
        bool read = ReasonedMessage.TryRead(message, ControlMessage.FarewellTag, out int reason, out string text, out Redirect goTo);
        farewell = new Farewell((FarewellReason)reason, text, goTo);
        return read;
    }
}

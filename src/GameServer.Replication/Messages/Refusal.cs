using System;

namespace GameServer.Replication;

/// <summary>The server's other answer to a join; the connection is closed after it.</summary>
/// <param name="Reason">Member 0, i32.</param>
/// <param name="Text">Member 1, string: for a person.</param>
/// <param name="GoTo">Members 2 and 3, string and i32: where to ask instead; not there when there is nowhere.</param>
public readonly record struct Refusal(RefusalReason Reason, string Text, Redirect GoTo)
{
    /// <summary>A refusal that leads nowhere.</summary>
    public Refusal(RefusalReason reason, string text)
        : this(reason, text, Redirect.Nowhere)
    {
    }

    public int Write(Span<byte> message) => ReasonedMessage.Write(message, ControlMessage.RefusalTag, (int)Reason, Text, GoTo);

    public static bool TryRead(ReadOnlySpan<byte> message, out Refusal refusal)
    {
        bool read = ReasonedMessage.TryRead(message, ControlMessage.RefusalTag, out int reason, out string text, out Redirect goTo);
        refusal = new Refusal((RefusalReason)reason, text, goTo);
        return read;
    }
}

using System;

namespace GameServer.Replication;

/// <summary>The server's other answer to a join; the connection is closed after it.</summary>
/// <param name="Reason">Member 0, i32.</param>
/// <param name="Text">Member 1, string: for a person.</param>
public readonly record struct Refusal(RefusalReason Reason, string Text)
{
    public int Write(Span<byte> message) => ReasonedMessage.Write(message, ControlMessage.RefusalTag, (int)Reason, Text);

    public static bool TryRead(ReadOnlySpan<byte> message, out Refusal refusal)
    {
        bool read = ReasonedMessage.TryRead(message, ControlMessage.RefusalTag, out int reason, out string text);
        refusal = new Refusal((RefusalReason)reason, text);
        return read;
    }
}

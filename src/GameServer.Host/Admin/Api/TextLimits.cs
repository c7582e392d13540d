using Microsoft.AspNetCore.Http;

namespace GameServer.Host.Admin;

/// <summary>How long texts may be that operators give for players or colleagues to read.</summary>
internal static class TextLimits
{
    /// <summary>Why somebody was kicked or banned: a sentence.</summary>
    public const int ReasonBytes = Replication.ControlMessage.TextBytesMax;

    public static IResult InvalidReason => Answers.Invalid($"reason is text of 1 to {ReasonBytes} bytes without control characters");
}

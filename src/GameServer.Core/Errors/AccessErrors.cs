namespace GameServer.Core;

/// <summary>GS-6xxx: what the admin API refuses.</summary>
internal static class AccessErrors
{
    private const ErrorPlaces Answered = ErrorPlaces.Api | ErrorPlaces.Metric;
    private const ErrorPlaces Logged = Answered | ErrorPlaces.Log;

    public static readonly ErrorInfo[] All =
    [
        new(ErrorCode.TokenMissing, "The request has no bearer token, and this server wants one.",
            "Send Authorization: Bearer TOKEN; on the command line --token or GAMESERVER_TOKEN.", ErrorAudience.Operator, Logged),
        new(ErrorCode.TokenUnknown, "The bearer token is none of this server's.",
            "Use a token that the server was started with (--admin-token, --admin-token-file).", ErrorAudience.Operator, Logged),
        new(ErrorCode.RoleTooLow, "The token's role may not do this.",
            "Use a token of the role that the answer names.", ErrorAudience.Operator, Logged),
        new(ErrorCode.RemoteNotAllowed, "Without tokens only this machine itself is answered.",
            "Start the server with --admin-token, and send that token.", ErrorAudience.Operator, Logged),
        new(ErrorCode.HostNotAllowed, "The Host header does not name this server's admin address, as happens when a page in a browser is tricked into asking.",
            "Use 127.0.0.1 or localhost as the address, or show a token.", ErrorAudience.Operator, Logged),
        new(ErrorCode.OriginNotAllowed, "A web page of another origin made a browser send this request.",
            "Nothing: the admin API answers no other pages.", ErrorAudience.Operator, Logged),
        new(ErrorCode.BodyMalformed, "The body is not the JSON that this operation takes.",
            "Compare it with /openapi/v1.json; the answer says where it differs.", ErrorAudience.Operator, Answered),
        new(ErrorCode.BodyTooLarge, "The body is longer than this operation takes.",
            "Send less; the answer names the limit.", ErrorAudience.Operator, Answered),
        new(ErrorCode.BodyNotJson, "The body's content type is not application/json.",
            "Send Content-Type: application/json.", ErrorAudience.Operator, Answered),
        new(ErrorCode.BodyTooSlow, "The body came too slowly, or not at all.",
            "Send it at once.", ErrorAudience.Operator, Answered),
        new(ErrorCode.ArgumentInvalid, "A value in the path, the query or the body is out of its range.",
            "The answer names the value and its range.", ErrorAudience.Operator, Answered),
        new(ErrorCode.RouteUnknown, "There is nothing at this path.",
            "See /openapi/v1.json for the paths.", ErrorAudience.Operator, Answered),
        new(ErrorCode.MethodNotAllowed, "There is something at this path, but not with this method.",
            "The header Allow of the answer names the methods.", ErrorAudience.Operator, Answered),
        new(ErrorCode.RequestUnreadable, "The request is not HTTP as this server reads it: path, headers or framing.",
            "Use an HTTP client as it comes; headers in all may have 16 KiB.", ErrorAudience.Operator, Answered),
        new(ErrorCode.ServerBusy, "As many requests as a shard takes at once are waiting.",
            "Try again in a second.", ErrorAudience.Operator, Answered),
        new(ErrorCode.ServerSilent, "A shard did not answer in time.",
            "Look at /livez and at the shard's tick times; try again.", ErrorAudience.Operator, Logged),
        new(ErrorCode.AuditFailing, "The audit log cannot be written, and nothing is changed that is not audited.",
            "Mend the disk under the data folder.", ErrorAudience.Operator, Logged),
        new(ErrorCode.RequestFailed, "The request met an error of the server's own.",
            "Report it with the log event, which has the details.", ErrorAudience.Developer, Logged),
    ];
}

using GameServer.Core;
using Microsoft.AspNetCore.Http;

namespace GameServer.Host.Admin;

/// <summary>Why a request was not done (RFC 9457, <c>application/problem+json</c>).</summary>
/// <param name="Type">The kind of problem: <c>urn:gameserver:error:GS-1013</c>.</param>
/// <param name="Title">What the code means; the same for each of its kind.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What it is this time.</param>
/// <param name="Code">The code, which never changes its meaning: see <c>GET /api/v1/errors</c>.</param>
/// <param name="Action">What to do about it.</param>
internal sealed record AdminProblem(string Type, string Title, int Status, string Detail, string Code, string Action)
{
    public const string ContentType = "application/problem+json";

    public static AdminProblem Of(ErrorCode code, string detail)
    {
        ErrorInfo error = ErrorCatalogue.Of(code);
        return new AdminProblem($"urn:gameserver:error:{error.Text}", error.Meaning, StatusOf(code), detail, error.Text, error.Action);
    }

    /// <summary>Which HTTP status says a code; the only place that maps the two.</summary>
    public static int StatusOf(ErrorCode code) => code switch
    {
        ErrorCode.TokenMissing or ErrorCode.TokenUnknown => StatusCodes.Status401Unauthorized,
        ErrorCode.RoleTooLow or ErrorCode.RemoteNotAllowed or ErrorCode.HostNotAllowed or ErrorCode.OriginNotAllowed => StatusCodes.Status403Forbidden,
        ErrorCode.RouteUnknown or ErrorCode.RoomNotFound or ErrorCode.PlayerNotFound or ErrorCode.PlayerNotBanned or ErrorCode.ShardNotFound or ErrorCode.ContentVersionUnknown => StatusCodes.Status404NotFound,
        ErrorCode.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ErrorCode.BodyTooSlow => StatusCodes.Status408RequestTimeout,
        ErrorCode.RoomFull or ErrorCode.PlayerAmbiguous or ErrorCode.PlayerAway or ErrorCode.PlayerAnonymous or ErrorCode.TooManyBans or ErrorCode.PlayerInRoom or ErrorCode.ServerDraining
            or ErrorCode.NotDraining or ErrorCode.LastRoom or ErrorCode.TooManyRooms or ErrorCode.ContentNothingToChange or ErrorCode.ContentNotDeclared => StatusCodes.Status409Conflict,
        ErrorCode.BodyTooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorCode.BodyNotJson => StatusCodes.Status415UnsupportedMediaType,
        ErrorCode.RequestFailed => StatusCodes.Status500InternalServerError,
        ErrorCode.ServerBusy or ErrorCode.AuditFailing or ErrorCode.ChangeNotStored or ErrorCode.ContentStoreFailing => StatusCodes.Status503ServiceUnavailable,
        ErrorCode.ServerSilent => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status400BadRequest,
    };
}

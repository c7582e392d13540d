using System;
using System.Collections.Generic;
using System.IO;
using GameServer.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GameServer.Host.Admin;

/// <summary>Who asked for what, and what came of it.</summary>
internal static class AuditEndpoints
{
    private const int LimitDefault = 100;

    public static void Map(IEndpointRouteBuilder api, AuditLog audit) =>
        api.MapGet("/audit", (int? limit, long? before) => Read(audit, limit ?? LimitDefault, before ?? 0))
            .Reads(AdminRole.Admin, "listAudit", "The newest entries of the audit log, newest first; older ones with before = the last entry's id.", ErrorCode.ArgumentInvalid, ErrorCode.AuditFailing)
            .Produces<IReadOnlyList<AuditEntry>>().WithTags("audit");

    private static IResult Read(AuditLog audit, int limit, long before)
    {
        if (limit is < 1 or > AuditLog.ReadMax) return Answers.Invalid($"limit is {limit}; 1 to {AuditLog.ReadMax} are possible");
        if (before < 0) return Answers.Invalid($"before is {before}; the id of an entry is needed");
        try
        {
            return Answers.Json(audit.Read(limit, before));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new ProblemResult(ErrorCode.AuditFailing, failure.Message);
        }
    }
}

using System.Linq;
using GameServer.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GameServer.Host.Admin;

/// <summary>The words in which endpoint groups say who may do what, and what may come of it.</summary>
internal static class EndpointRules
{
    private static readonly ErrorCode[] s_access = 
    [
        ErrorCode.RequestUnreadable, ErrorCode.TokenMissing, ErrorCode.TokenUnknown, ErrorCode.RoleTooLow, ErrorCode.RemoteNotAllowed, ErrorCode.HostNotAllowed, ErrorCode.OriginNotAllowed, ErrorCode.RequestFailed,
    ];
    private static readonly ErrorCode[] s_body = [ErrorCode.BodyMalformed, ErrorCode.BodyTooSlow, ErrorCode.BodyTooLarge, ErrorCode.BodyNotJson];
    private static readonly ErrorCode[] s_change = [ErrorCode.AuditFailing];

    /// <summary>Anybody may ask, with or without a token: whether the server is alive is no secret.</summary>
    public static RouteHandlerBuilder ForAnybody(this RouteHandlerBuilder endpoint, string operationId, string summary) =>
        endpoint.WithName(operationId).WithSummary(summary).WithMetadata(new EndpointRule(AdminRole.Nobody, IsChange: false));

    /// <summary>Looks at something.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="role">Who may.</param>
    /// <param name="operationId">Its name in the OpenAPI document.</param>
    /// <param name="summary">What it does, in a sentence.</param>
    /// <param name="problems">What may go wrong, beside access.</param>
    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder endpoint, AdminRole role, string operationId, string summary, params ErrorCode[] problems) =>
        endpoint.WithName(operationId).WithSummary(summary).WithMetadata(new EndpointRule(role, IsChange: false)).WithProblems([.. s_access, .. problems]);

    /// <summary>Changes something, and is audited: what is asked for before it is tried, and what came of it.</summary>
    /// <inheritdoc cref="Reads"/>
    public static RouteHandlerBuilder Changes(this RouteHandlerBuilder endpoint, AdminRole role, string operationId, string summary, params ErrorCode[] problems) =>
        endpoint.WithName(operationId).WithSummary(summary).WithMetadata(new EndpointRule(role, IsChange: true)).WithProblems([.. s_access, .. s_body, .. s_change, .. problems])
            .AddEndpointFilterFactory(AuditFilter.Create);

    // One answer per status in the document; the codes behind it are in the problem's own description.
    private static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder endpoint, ErrorCode[] problems)
    {
        foreach (int status in problems.Select(AdminProblem.StatusOf).Distinct()) endpoint.Produces<AdminProblem>(status, AdminProblem.ContentType);
        return endpoint.WithMetadata(new EndpointProblems(problems));
    }
}

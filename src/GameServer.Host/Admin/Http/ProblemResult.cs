using System.Threading.Tasks;
using GameServer.Core;
using Microsoft.AspNetCore.Http;

namespace GameServer.Host.Admin;

/// <summary>Answers with a problem.</summary>
/// <param name="code">What it is.</param>
/// <param name="detail">What it is this time, for a person.</param>
internal sealed class ProblemResult(ErrorCode code, string detail) : IResult
{
    private const string BusySeconds = "1";

    public ErrorCode Code => code;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        AdminProblem problem = AdminProblem.Of(code, detail);
        HttpResponse response = httpContext.Response;
        response.StatusCode = problem.Status;
        if (problem.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        if (code == ErrorCode.ServerBusy) response.Headers.RetryAfter = BusySeconds;
        AdminExchange.Of(httpContext).Note(code, detail);
        return response.WriteAsJsonAsync(problem, AdminJson.Options, AdminProblem.ContentType, httpContext.RequestAborted);
    }
}

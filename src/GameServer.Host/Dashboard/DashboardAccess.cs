using GameServer.Host.Admin;
using Microsoft.AspNetCore.Http;

namespace GameServer.Host.Dashboard;

/// <summary>Who looks at the dashboard. The rules are those of the admin API; all this adds is that a session's cookie stands for the token it was begun with.</summary>
internal sealed class DashboardAccess(AdminAccess access, DashboardSessions sessions)
{
    /// <summary>Who sent a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isSignedIn">Whether by a session.</param>
    public AccessDecision Decide(HttpContext context, out bool isSignedIn)
    {
        AccessRequest request = AccessRequest.Of(context);
        string? token = request.Authorization.Length == 0 ? sessions.TokenOf(KeyOf(context)) : null;
        isSignedIn = token is not null;
        return access.Decide(token is null ? request : request with { Authorization = BearerOf(token) });
    }

    /// <summary>Begins a session if the token is good.</summary>
    public AccessDecision SignIn(HttpContext context, string token)
    {
        AccessDecision decision = access.Decide(AccessRequest.Of(context) with { Authorization = BearerOf(token) });
        if (decision.Role == AdminRole.Nobody) return decision;
        context.Response.Cookies.Append(DashboardSessions.Cookie, sessions.Begin(token), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
            MaxAge = DashboardSessions.Life,
        });
        return decision;
    }

    public void SignOut(HttpContext context)
    {
        sessions.End(KeyOf(context));
        context.Response.Cookies.Delete(DashboardSessions.Cookie);
    }

    private static string KeyOf(HttpContext context) => context.Request.Cookies[DashboardSessions.Cookie] ?? "";

    private static string BearerOf(string token) => "Bearer " + token;
}

using System;
using System.Text;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Admin;
using GameServer.Host.Dashboard.Actions;
using GameServer.Host.Dashboard.History;
using GameServer.LiveOps;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GameServer.Host.Dashboard;

/// <summary>
/// The dashboard over HTTP: pages for people, at the admin address. Every page is rendered whole on the server and works without script; what changes is sent to open pages by
/// <see cref="LiveStream"/>. Knows the server by what it shows of itself to any operator, and changes it in no other way.
/// </summary>
internal sealed class DashboardServer
{
    private const string ThemeCookie = "gameserver-theme";

    // Nothing from anywhere else, no script but our file, no frame around us: text of players that was let through unescaped by mistake could still do nothing.
    private const string ContentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // All tables of a version; a form writes a letter as three.
    private const long ContentFormBytes = ContentLimits.TotalBytes * 3;

    private readonly DashboardAccess _access;
    private readonly PageRenderer _renderer;
    private readonly LiveStream _live;
    private readonly DashboardActions _actions;
    private readonly NoticeBoard _notices;
    private readonly IAntiforgery _antiforgery;

    private DashboardServer(IServiceProvider services)
    {
        _access = services.GetRequiredService<DashboardAccess>();
        _renderer = services.GetRequiredService<PageRenderer>();
        _actions = services.GetRequiredService<DashboardActions>();
        _notices = services.GetRequiredService<NoticeBoard>();
        _antiforgery = services.GetRequiredService<IAntiforgery>();
        _live = new LiveStream(_renderer, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
    }

    /// <summary>What pages ask for; what they show must be there too.</summary>
    public static void AddTo(IServiceCollection services, HostOptions options, AdminParts parts)
    {
        services.AddSingleton(options);
        services.AddSingleton(parts);
        services.AddSingleton(parts.Operations);
        services.AddSingleton(new AdminAccess(parts.Tokens, options.AdminTrustLoopback));
        services.AddSingleton(_ => new NodeHistory(parts.Status));
        services.AddDataProtection().UseEphemeralDataProtectionProvider();   // keys of forms need not outlive the process, and no folder of a user's is written to
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = DashboardForms.TokenField;
            options.Cookie.Name = "gameserver-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.SuppressXFrameOptionsHeader = true;   // the content policy says it
        });
        services.AddSingleton<DashboardSessions>();
        services.AddSingleton<DashboardAccess>();
        services.AddSingleton<NoticeBoard>();
        services.AddSingleton<DashboardActions>();
        services.AddSingleton<PageRenderer>();
    }

    public static void Map(WebApplication application)
    {
        DashboardServer server = new(application.Services);
        application.Services.GetRequiredService<NodeHistory>();   // begins now, and not when somebody looks
        RouteGroupBuilder pages = application.MapGroup("").ExcludeFromDescription();
        pages.WithMetadata(new EndpointRule(AdminRole.Nobody, IsChange: false));   // who may see which page is decided here, with the reader's session
        pages.MapGet("/", () => Results.Redirect(DashboardPages.Root));
        pages.MapGet(DashboardPages.Root + "/assets/{hash}/{name}", DashboardAssets.Get);
        pages.MapGet(DashboardPages.Root + "/live", server.LiveAsync);
        pages.MapGet(DashboardPages.Root + "/{section?}", server.PageAsync);
        pages.MapPost(DashboardPages.Root + "/login", server.LoginAsync);
        pages.MapPost(DashboardPages.Root + "/logout", server.LogoutAsync);
        pages.MapPost(DashboardPages.Root + "/theme", server.ThemeAsync);
        pages.MapPost(DashboardPages.Root + "/do/{action}", server.DoAsync);
    }

    private async Task PageAsync(HttpContext context)
    {
        if (!DashboardPages.TryFind(context.Request.RouteValues["section"] as string ?? "", out DashboardPage? page))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            DashboardPages.TryFind("", out page);
            await SendAsync(context, page!, new Notice("There is no such page; here is the overview.", IsProblem: true));
            return;
        }

        await SendAsync(context, page, _notices.Take(context.Request.Query[DashboardPages.NoticeField].ToString()));
    }

    private async Task SendAsync(HttpContext context, DashboardPage page, Notice? notice)
    {
        AccessDecision access = _access.Decide(context, out bool isSignedIn);
        AdminExchange.Of(context).Access = access;
        string askedFor = page == DashboardPages.Login ? context.Request.Query[DashboardForms.BackField].ToString() : DashboardPages.PathOf(page) + DashboardPages.QueryOf(context.Request.Query);
        if (access.Role < page.Role)
        {
            if (access.Role > AdminRole.Nobody) AdminExchange.Of(context).Note(ErrorCode.RoleTooLow, $"the page {page.Title}");
            context.Response.StatusCode = access.Role == AdminRole.Nobody ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
            notice ??= access.Role == AdminRole.Nobody ? null : new Notice($"The page {page.Title} is for the role {page.Role.ToString().ToLowerInvariant()}; yours is {access.Role.ToString().ToLowerInvariant()}.", IsProblem: true);
            page = DashboardPages.Login;
        }

        PageRequest request = new()
        {
            Page = page,
            Query = context.Request.Query,
            Role = access.Role,
            Who = access.Who,
            Refusal = access.Refusal,
            IsSignedIn = isSignedIn,
            AskedFor = askedFor,
            FormToken = _antiforgery.GetAndStoreTokens(context).RequestToken!,
            Theme = ThemeOf(context.Request.Cookies[ThemeCookie]),
            Notice = notice,
        };
        string html = await _renderer.PageAsync(request);
        SetHeaders(context.Response.Headers);
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(html, Encoding.UTF8);
    }

    private async Task LiveAsync(HttpContext context, string? page)
    {
        if (!DashboardPages.TryRead(page ?? "", out DashboardPage? found, out IQueryCollection query))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (Ask(0) is null)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        SetHeaders(context.Response.Headers);
        await _live.SendAsync(context, Ask);

        // Asked again each time: a session may end while a page is open.
        PageRequest? Ask(int seconds)
        {
            AccessDecision access = _access.Decide(context, out _);
            return access.Role < found.Role || access.Role == AdminRole.Nobody
                ? null
                : new PageRequest { Page = found, Query = query, Role = access.Role, Who = access.Who, Regions = LiveStream.NoRegions(), OpenSeconds = seconds };
        }
    }

    private async Task LoginAsync(HttpContext context)
    {
        if (await ReadFormAsync(context) is not { } form) return;
        AccessDecision access = _access.SignIn(context, form["token"].ToString().Trim());
        AdminExchange.Of(context).Access = access;
        if (access.Role == AdminRole.Nobody) AdminExchange.Of(context).Note(access.Refusal, "a sign-in with a token that is not good");
        if (access.Role > AdminRole.Nobody) context.Response.Redirect(BackOf(form));
        else GoBack(context, $"{DashboardPages.PathOf(DashboardPages.Login)}?{DashboardForms.BackField}={Uri.EscapeDataString(BackOf(form))}", new Notice("This token is not known here.", IsProblem: true));
    }

    private async Task LogoutAsync(HttpContext context)
    {
        if (await ReadFormAsync(context) is null) return;
        _access.SignOut(context);
        context.Response.Redirect(DashboardPages.Root);
    }

    private async Task ThemeAsync(HttpContext context)
    {
        if (await ReadFormAsync(context) is not { } form) return;
        string theme = ThemeOf(form["theme"].ToString());
        CookieOptions cookie = new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = DashboardPages.Root, MaxAge = TimeSpan.FromDays(365) };
        if (theme.Length > 0) context.Response.Cookies.Append(ThemeCookie, theme, cookie);
        else context.Response.Cookies.Delete(ThemeCookie, cookie);
        context.Response.Redirect(BackOf(form));
    }

    private async Task DoAsync(HttpContext context, string action)
    {
        AccessDecision access = _access.Decide(context, out _);
        AdminExchange.Of(context).Access = access;
        if (access.Role >= AdminRole.Operator && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = ContentFormBytes;
        if (await ReadFormAsync(context) is not { } form) return;
        if (access.Role == AdminRole.Nobody) GoBack(context, DashboardPages.PathOf(DashboardPages.Login), new Notice("Sign in first. Nothing was done.", IsProblem: true));
        else GoBack(context, BackOf(form), await _actions.RunAsync(context, action, new FormFields(form, access.Who)));
    }

    // A form of ours, or null after the reader was sent back to where forms are fresh.
    private async Task<IFormCollection?> ReadFormAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType && await _antiforgery.IsRequestValidAsync(context)) return await context.Request.ReadFormAsync(context.RequestAborted);
        GoBack(context, DashboardPages.Root, new Notice("That form was too old, or not from here. Nothing was done; try again.", IsProblem: true));
        return null;
    }

    private void GoBack(HttpContext context, string address, Notice notice)
    {
        string mark = address.Contains('?') ? "&" : "?";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = $"{address}{mark}{DashboardPages.NoticeField}={_notices.Put(notice)}";
    }

    // Only to a page of ours, whatever the form says.
    private static string BackOf(IFormCollection form) =>
        DashboardPages.TryRead(form[DashboardForms.BackField].ToString(), out DashboardPage? page, out IQueryCollection query) ? DashboardPages.PathOf(page) + DashboardPages.QueryOf(query) : DashboardPages.Root;

    private static string ThemeOf(string? text) => text is "light" or "dark" ? text : "";

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}

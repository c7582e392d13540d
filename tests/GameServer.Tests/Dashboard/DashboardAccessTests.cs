using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using GameServer.LoadTest.Target;
using GameServer.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace GameServer.Tests.Dashboard;

/// <summary>Who may see and do what on the dashboard.</summary>
[Collection(DashboardCollection.Name)]
public sealed class DashboardAccessTests(DashboardFixture dashboard)
{
    private const string ViewerToken = "viewer-token-0123456789";
    private const string AdminToken = "admin-token-0123456789";

    [BrowserFact]
    public async Task With_tokens_one_signs_in_and_sees_what_the_role_may_see()
    {
        using SpawnedServer server = await StartWithTokensAsync();
        await using WatchedPage page = await WatchedPage.OpenAsync(dashboard.Browser, new BrowserNewContextOptions());
        string root = $"http://{server.Admin}/dashboard";
        Assert.Equal(401, (await page.Page.GotoAsync(root + "/rooms"))!.Status);
        Assert.Equal(0, await page.Page.Locator("nav").CountAsync());

        await SignInAsync(page.Page, "not one of the tokens");
        Assert.Equal("This token is not known here.", await page.Page.Locator(".notice").InnerTextAsync());

        await SignInAsync(page.Page, ViewerToken);
        Assert.Equal("Rooms", await page.Page.Locator("h1").InnerTextAsync());   // what was asked for, a wrong token in between or not
        Assert.DoesNotContain("Audit", await page.Page.Locator("nav a").AllInnerTextsAsync());
        Assert.Equal(403, (await page.Page.GotoAsync(root + "/audit"))!.Status);
        BrowserContextCookiesResult session = (await page.Page.Context.CookiesAsync()).Single(cookie => cookie.Name == "gameserver-session");
        Assert.True(session.HttpOnly);
        Assert.Equal(SameSiteAttribute.Strict, session.SameSite);
        Assert.DoesNotContain(ViewerToken, session.Value, StringComparison.Ordinal);

        await page.Page.ClickAsync("text=Sign out");
        Assert.Equal(401, (await page.Page.GotoAsync(root))!.Status);
        await page.Page.Context.AddCookiesAsync([new Microsoft.Playwright.Cookie { Name = session.Name, Value = session.Value, Url = root }]);
        Assert.Equal(401, (await page.Page.GotoAsync(root))!.Status);   // the session is over, not only its cookie

        await SignInAsync(page.Page, AdminToken);
        await page.Page.ClickAsync("nav >> text=Audit");
        string refused = await page.Page.Locator("tbody").InnerTextAsync();
        Assert.Contains("GS-", refused, StringComparison.Ordinal);
        Assert.Contains("refused", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dashboard/player?id=a%2Fb", "/dashboard/player?id=a%2Fb")]
    [InlineData("", "/dashboard")]
    [InlineData("https://elsewhere.example/dashboard", "/dashboard")]
    [InlineData("//elsewhere.example/dashboard", "/dashboard")]
    [InlineData("/dashboard/../../elsewhere", "/dashboard")]
    [InlineData("/dashboard/rooms\r\nSet-Cookie: x=y", "/dashboard")]
    [InlineData("javascript:alert(1)", "/dashboard")]
    public async Task Signing_in_leads_to_the_page_that_was_asked_for_and_to_no_other_place(string back, string to)
    {
        using SpawnedServer server = await StartWithTokensAsync();
        using HttpClient browser = NewBrowser(server.Admin!);
        HttpResponseMessage page = await browser.GetAsync("/dashboard/login?back=" + Uri.EscapeDataString(back));
        string form = await page.Content.ReadAsStringAsync();
        HttpResponseMessage refused = await PostAsync(browser, "/dashboard/login", ("form-token", TokenOf(form)), ("token", "wrong"), ("back", back));
        Assert.StartsWith($"/dashboard/login?back={Uri.EscapeDataString(to)}&", refused.Headers.Location!.ToString(), StringComparison.Ordinal);
        HttpResponseMessage signedIn = await PostAsync(browser, "/dashboard/login", ("form-token", TokenOf(form)), ("token", ViewerToken), ("back", back));
        Assert.Equal(to, signedIn.Headers.Location!.ToString());
    }

    [BrowserFact]
    public async Task A_role_too_low_can_do_nothing_even_with_a_form_of_its_own()
    {
        using SpawnedServer server = await StartWithTokensAsync();
        using HttpClient browser = NewBrowser(server.Admin!);
        string login = await browser.GetStringAsync("/dashboard/login");
        HttpResponseMessage signedIn = await PostAsync(browser, "/dashboard/login", ("form-token", TokenOf(login)), ("token", ViewerToken), ("back", "/dashboard/players"));
        Assert.Equal("/dashboard/players", signedIn.Headers.Location!.ToString());
        string page = await browser.GetStringAsync("/dashboard/player?id=somebody");
        Assert.DoesNotContain("Kick", page, StringComparison.Ordinal);

        HttpResponseMessage refused = await PostAsync(browser, "/dashboard/do/kick", ("form-token", TokenOf(page)), ("player", "somebody"), ("reason", "because"), ("back", "/dashboard/player?id=somebody"));
        Assert.StartsWith("/dashboard/player?id=somebody&said=", refused.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("This takes the role operator. Nothing was done.", await browser.GetStringAsync(refused.Headers.Location), StringComparison.Ordinal);

        using HttpClient admin = new() { BaseAddress = new Uri($"http://{server.Admin}") };
        admin.DefaultRequestHeaders.Authorization = new("Bearer", AdminToken);
        string audit = await admin.GetStringAsync("/api/v1/audit");
        Assert.Contains("/dashboard/do/kick", audit, StringComparison.Ordinal);
        Assert.Contains("because", audit, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_form_that_is_not_ours_does_nothing_and_leads_nowhere_else()
    {
        using HttpClient browser = NewBrowser(new Uri(dashboard.Root).Authority);
        (string, string)[] kick = [("player", "pilot 1"), ("reason", "forged"), ("back", "/dashboard/players")];
        string notice = (await PostAsync(browser, "/dashboard/do/kick", kick)).Headers.Location!.ToString();
        Assert.Contains("not from here", await browser.GetStringAsync(notice), StringComparison.Ordinal);

        string token = TokenOf(await browser.GetStringAsync("/dashboard"));
        foreach (string elsewhere in new[] { "//evil.example/", "https://evil.example/", "/dashboard/../evil", "/dashboardx", "" })
        {
            HttpResponseMessage answer = await PostAsync(browser, "/dashboard/theme", ("form-token", token), ("theme", "dark"), ("back", elsewhere));
            Assert.Equal("/dashboard", answer.Headers.Location!.ToString());
        }

        using HttpRequestMessage foreign = new(HttpMethod.Post, "/dashboard/do/kick") { Content = Form([("form-token", token), .. kick]) };
        foreign.Headers.Add("Origin", "http://evil.example");
        HttpResponseMessage refused = await browser.SendAsync(foreign);
        Assert.StartsWith("/dashboard/login?said=", refused.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("pilot 1", await browser.GetStringAsync("/dashboard/players"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task What_is_not_there_is_said_so()
    {
        using HttpClient browser = NewBrowser(new Uri(dashboard.Root).Authority);
        Assert.Equal("/dashboard", (await browser.GetAsync("/")).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/dashboard/nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/dashboard/assets/0/dashboard.css")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/dashboard/live?page=/etc/passwd")).StatusCode);
        HttpResponseMessage page = await browser.GetAsync("/dashboard");
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
    }

    private static async Task SignInAsync(IPage page, string token)
    {
        await page.FillAsync("#token", token);
        await page.ClickAsync("button:has-text('Sign in')");
    }

    private static Task<SpawnedServer> StartWithTokensAsync() =>
        DashboardFixture.StartServerAsync([], "--admin-token", $"viewer:{ViewerToken}", "--admin-token", $"admin@anna:{AdminToken}");

    private static HttpClient NewBrowser(string authority) =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://{authority}") };

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields) => browser.PostAsync(path, Form(fields));

    private static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static string TokenOf(string page) => Regex.Match(page, "name=\"form-token\" value=\"([^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
}

using System;
using System.IO;
using System.Net;
using GameServer.Core;
using GameServer.Host;
using GameServer.Host.Admin;
using Xunit;

namespace GameServer.Tests.Admin;

public sealed class AdminAccessTests
{
    private const string Secret = "0123456789abcdef";

    private static readonly AccessRequest s_local = new() { Remote = IPAddress.Loopback, Host = "127.0.0.1:8080" };
    private static readonly AccessRequest s_outside = new() { Remote = IPAddress.Parse("192.0.2.7"), Host = "198.51.100.1:8080" };

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.2")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:127.3.2.1")]
    public void Without_tokens_the_machine_itself_is_an_admin(string remote) =>
        Assert.Equal(new AccessDecision(AdminRole.Admin, "loopback", ErrorCode.None), Access().Decide(s_local with { Remote = IPAddress.Parse(remote) }));

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("10.0.0.1")]
    [InlineData("128.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("2001:db8::1")]
    [InlineData("fe80::1")]
    [InlineData(null)]
    public void Without_tokens_nobody_else_is_let_in_whatever_they_show(string? remote)
    {
        AccessRequest request = s_local with { Remote = remote is null ? null : IPAddress.Parse(remote) };
        Assert.Equal(ErrorCode.RemoteNotAllowed, Access().Decide(request).Refusal);
        Assert.Equal(ErrorCode.TokenUnknown, Access().Decide(request with { Authorization = "Bearer " + Secret }).Refusal);
        Assert.Equal(AdminRole.Nobody, Access().Decide(request).Role);
    }

    [Fact]
    public void A_proxy_on_the_machine_that_speaks_for_somebody_else_is_not_the_machine_itself() =>
        Assert.Equal(ErrorCode.RemoteNotAllowed, Access().Decide(s_local with { IsForwarded = true }).Refusal);

    [Fact]
    public void With_tokens_everybody_needs_one_and_gets_its_role_and_name()
    {
        AdminAccess access = Access($"viewer:{Secret}1", $"operator@olga:{Secret}2", $"admin:{Secret}3");
        Assert.Equal(ErrorCode.TokenMissing, access.Decide(s_local).Refusal);
        Assert.Equal(ErrorCode.TokenMissing, access.Decide(s_outside).Refusal);
        Assert.Equal(new AccessDecision(AdminRole.Viewer, "viewer token 1", ErrorCode.None), access.Decide(s_outside with { Authorization = $"Bearer {Secret}1" }));
        Assert.Equal(new AccessDecision(AdminRole.Operator, "olga", ErrorCode.None), access.Decide(s_outside with { Authorization = $"bearer {Secret}2", Host = "some.name" }));
        Assert.Equal(new AccessDecision(AdminRole.Admin, "admin token 3", ErrorCode.None), access.Decide(s_local with { Authorization = $"Bearer {Secret}3" }));
    }

    [Theory]
    [InlineData("Bearer 0123456789abcde")]
    [InlineData("Bearer 0123456789abcdefg")]
    [InlineData("Bearer 0123456789ABCDEF")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic 0123456789abcdef")]
    [InlineData("0123456789abcdef")]
    [InlineData("Bearer 0123456789abcdef,Bearer 0123456789abcdef")]
    public void A_token_that_is_not_exactly_one_of_the_servers_is_refused_even_on_the_machine_itself(string authorization)
    {
        Assert.Equal(ErrorCode.TokenUnknown, Access($"admin:{Secret}").Decide(s_local with { Authorization = authorization }).Refusal);
        Assert.Equal(ErrorCode.TokenUnknown, Access($"admin:{Secret}").Decide(s_local with { Authorization = "Bearer " + new string('x', 100_000) }).Refusal);
    }

    [Fact]
    public void The_machine_itself_needs_no_token_where_it_is_trusted_and_others_do()
    {
        AdminAccess access = new(AdminTokens.Load(new HostOptions { AdminTokens = [$"viewer:{Secret}"] }), trustsLoopback: true);
        Assert.Equal(AdminRole.Admin, access.Decide(s_local).Role);
        Assert.Equal(ErrorCode.TokenMissing, access.Decide(s_outside).Refusal);
        Assert.Equal(ErrorCode.TokenMissing, access.Decide(s_local with { IsForwarded = true }).Refusal);
        Assert.Equal(AdminRole.Viewer, access.Decide(s_local with { Authorization = $"Bearer {Secret}" }).Role);
    }

    [Theory]
    [InlineData("127.0.0.1:8080", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]:8080", true)]
    [InlineData("localhost:8080", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("evil.example:8080", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("", false)]
    public void Without_a_token_the_host_must_be_an_address_or_localhost(string host, bool isAllowed) =>
        Assert.Equal(isAllowed ? ErrorCode.None : ErrorCode.HostNotAllowed, Access().Decide(s_local with { Host = host }).Refusal);

    [Theory]
    [InlineData("http://127.0.0.1:8080", "", false, true)]
    [InlineData("https://127.0.0.1:8080", "same-origin", false, true)]
    [InlineData("", "none", false, true)]
    [InlineData("", "same-origin", false, true)]
    [InlineData("", "cross-site", true, true)]
    [InlineData("", "cross-site", false, false)]
    [InlineData("", "same-site", false, false)]
    [InlineData("http://127.0.0.1:3000", "", false, false)]
    [InlineData("http://evil.example", "", false, false)]
    [InlineData("http://evil.example", "cross-site", true, false)]
    [InlineData("null", "", false, false)]
    public void A_page_of_another_origin_gets_nothing_through_its_visitors_browser_even_with_a_token(string origin, string fetchSite, bool isNavigation, bool isAllowed)
    {
        AccessRequest request = s_local with { Origin = origin, FetchSite = fetchSite, IsNavigation = isNavigation };
        ErrorCode expected = isAllowed ? ErrorCode.None : ErrorCode.OriginNotAllowed;
        Assert.Equal(expected, Access().Decide(request).Refusal);
        Assert.Equal(expected, Access($"admin:{Secret}").Decide(request with { Authorization = $"Bearer {Secret}" }).Refusal);
    }

    [Theory]
    [InlineData("operator")]
    [InlineData("operator:")]
    [InlineData("operator:short")]
    [InlineData("boss:0123456789abcdef")]
    [InlineData("Operator:0123456789abcdef")]
    [InlineData("operator@:0123456789abcdef")]
    [InlineData("operator@a@b:0123456789abcdef")]
    [InlineData("operator@olga schmidt:0123456789abcdef")]
    [InlineData("operator:0123456789abcde ")]
    [InlineData("operator:0123456789abcdé")]
    [InlineData(":0123456789abcdef")]
    public void What_is_no_token_is_told_by_its_place_and_never_repeated(string text)
    {
        string problem = Assert.Single(new HostOptions { AdminTokens = [$"viewer:{Secret}", text] }.Validate()).Text;
        Assert.StartsWith("--admin-token number 2 cannot be read", problem, StringComparison.Ordinal);
        StartException refused = Assert.Throws<StartException>(() => AdminTokens.Load(new HostOptions { AdminTokens = [$"viewer:{Secret}", text] }));
        Assert.Equal(ErrorCode.OptionUnreadable, refused.Code);
        Assert.DoesNotContain("0123456789", problem + refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_can_be_reached_from_outside_needs_tokens()
    {
        HostOptions outside = new() { Admin = "0.0.0.0:8080" };
        Assert.Contains("--admin-token", Assert.Single(outside.Validate()).Text, StringComparison.Ordinal);
        Assert.Empty((outside with { AdminTokens = [$"viewer:{Secret}"] }).Validate());
        Assert.Empty((outside with { AdminTokenFile = "tokens" }).Validate());
        Assert.Contains("--admin-trust-loopback", Assert.Single(new HostOptions { AdminTrustLoopback = true }.Validate()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_come_from_a_file_too_which_must_hold_some_where_they_are_needed()
    {
        string path = Path.GetTempFileName();
        try
        {
            HostOptions options = new() { Admin = "0.0.0.0:8080", AdminTokenFile = path };
            File.WriteAllText(path, "# who is on call\n\n");
            Assert.Equal(ErrorCode.AdminNeedsToken, Assert.Throws<StartException>(() => AdminTokens.Load(options)).Code);
            File.WriteAllText(path, $"# who is on call\n\n  operator@olga:{Secret}\r\n");
            Assert.True(AdminTokens.Load(options).TryFind(Secret, out AdminRole role, out string who));
            Assert.Equal((AdminRole.Operator, "olga"), (role, who));
            File.WriteAllText(path, $"operator@olga:{Secret}\nadmin {Secret}\n");
            StartException refused = Assert.Throws<StartException>(() => AdminTokens.Load(options));
            Assert.Contains("line 2 of", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(ErrorCode.OptionUnreadable, Assert.Throws<StartException>(() => AdminTokens.Load(new HostOptions { AdminTokenFile = path })).Code);
    }

    private static AdminAccess Access(params string[] tokens) => new(AdminTokens.Load(new HostOptions { AdminTokens = tokens }), trustsLoopback: false);
}

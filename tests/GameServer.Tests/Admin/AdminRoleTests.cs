using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Admin;
using Xunit;

namespace GameServer.Tests.Admin;

/// <summary>Every route of the OpenAPI document with every role: the document is the table, so that no route can be forgotten.</summary>
public sealed class AdminRoleTests : IDisposable
{
    private static readonly (AdminRole Role, string? Token)[] s_askers =
    [
        (AdminRole.Nobody, null), (AdminRole.Viewer, AdminUnderTest.Viewer), (AdminRole.Operator, AdminUnderTest.Operator), (AdminRole.Admin, AdminUnderTest.Admin),
    ];

    private readonly AdminUnderTest _admin = new(auditTime: new HurriedTime());

    public void Dispose() => _admin.Dispose();

    [Fact]
    public async Task Every_route_asks_for_its_role_and_every_refused_attempt_is_audited()
    {
        JsonElement document = (await _admin.Ask(HttpMethod.Get, "/openapi/v1.json", AdminUnderTest.Viewer)).Json;
        int routes = 0;
        foreach ((string path, string method, JsonElement operation) in OpenApiTests.Operations(document))
        {
            AdminRole needed = Enum.Parse<AdminRole>(operation.GetProperty("x-role").GetString()!.Replace("anybody", "nobody", StringComparison.Ordinal), ignoreCase: true);
            string name = operation.GetProperty("operationId").GetString()!;
            foreach ((AdminRole role, string? token) in s_askers)
            {
                // Nothing that is asked for here can be done: nobody and nothing has this name. What is looked at is whether the door opens.
                AdminUnderTest.Answer answer = await AskUntilHeaders(method, path.Replace("{room}", "999", StringComparison.Ordinal).Replace("{player}", "nobody", StringComparison.Ordinal), token);
                if (role >= needed) Assert.False(answer.Code is ErrorCode.TokenMissing or ErrorCode.RoleTooLow, $"{name} as {role}: {answer.Body}");
                else CheckRefused(name, role, answer);
            }

            routes++;
        }

        Assert.True(routes > 10);
    }

    [Theory]
    [InlineData("/status")]
    [InlineData("/attribution?room=0")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/")]
    [InlineData("/_framework/blazor.web.js")]
    public async Task What_is_not_in_the_document_is_not_for_nobody_either(string path)
    {
        Assert.Equal(ErrorCode.TokenMissing, (await _admin.Ask(HttpMethod.Get, path, null)).Code);
        Assert.Equal(ErrorCode.TokenUnknown, (await _admin.Ask(HttpMethod.Get, path, "not-one-of-the-tokens")).Code);
        Assert.NotEqual(401, (await _admin.Ask(HttpMethod.Get, path, AdminUnderTest.Viewer)).Status);
    }

    [Fact]
    public async Task No_token_shows_up_in_what_is_answered_noted_or_audited()
    {
        const string Wrong = "a-wrong-token-0123456789";
        string said = (await _admin.Ask(HttpMethod.Get, "/api/v1/rooms", Wrong)).Body;
        said += (await _admin.Ask(HttpMethod.Post, "/api/v1/players/x/kick", AdminUnderTest.Operator, "{}")).Body;
        said += (await _admin.Ask(HttpMethod.Get, "/api/v1/audit", AdminUnderTest.Viewer)).Body;
        said += (await _admin.Ask(HttpMethod.Get, "/api/v1/audit", AdminUnderTest.Admin)).Body;
        said += string.Concat(_admin.Logged().Select(entry => entry.Message));
        foreach (string token in new[] { Wrong, AdminUnderTest.Viewer, AdminUnderTest.Operator, AdminUnderTest.Admin }) Assert.DoesNotContain(token, said, StringComparison.Ordinal);
        Assert.Contains("olga", said, StringComparison.Ordinal);
    }

    private void CheckRefused(string name, AdminRole role, AdminUnderTest.Answer answer)
    {
        ErrorCode expected = role == AdminRole.Nobody ? ErrorCode.TokenMissing : ErrorCode.RoleTooLow;
        Assert.True(answer.Code == expected, $"{name} as {role}: {answer.Status} {answer.Body}");
        Assert.Equal(role == AdminRole.Nobody ? 401 : 403, answer.Status);
        AuditEntry audited = _admin.Audit.Read(1)[0];
        Assert.Equal((name, role, AuditOutcome.Refused, ErrorCatalogue.TextOf(expected)), (audited.Operation, audited.Role, audited.Outcome, audited.Code));
    }

    private Task<AdminUnderTest.Answer> AskUntilHeaders(string method, string path, string? token) =>
        _admin.Ask(new HttpMethod(method.ToUpperInvariant()), path, token, method is "post" or "put" ? "{}" : null);
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Admin;
using GameServer.Host.Dashboard.Actions;
using Xunit;

namespace GameServer.Tests.Admin;

public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_checked_in_document_is_what_the_server_says()
    {
        using AdminUnderTest admin = new();
        JsonElement document = (await admin.Ask(HttpMethod.Get, "/openapi/v1.json", AdminUnderTest.Viewer)).Json;
        GeneratedDocument.Check("docs/ops/openapi.json", JsonSerializer.Serialize(document, s_indented).ReplaceLineEndings("\n") + "\n");
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_a_role_and_the_problems_that_may_come()
    {
        using AdminUnderTest admin = new();
        JsonElement document = (await admin.Ask(HttpMethod.Get, "/openapi/v1.json", AdminUnderTest.Viewer)).Json;
        HashSet<string> names = [];
        foreach ((string path, string method, JsonElement operation) in Operations(document))
        {
            string name = operation.GetProperty("operationId").GetString()!;
            Assert.True(names.Add(name), $"{name} is the name of two operations");
            Assert.EndsWith(".", operation.GetProperty("summary").GetString(), StringComparison.Ordinal);
            Assert.NotEmpty(operation.GetProperty("tags").EnumerateArray());
            string role = operation.GetProperty("x-role").GetString()!;
            Assert.Contains(role, new[] { "anybody", "viewer", "operator", "admin" });
            Assert.Equal(method != "get", operation.GetProperty("x-audited").GetBoolean());
            if (role == "anybody") continue;
            JsonElement responses = operation.GetProperty("responses");
            foreach (string status in new[] { "400", "401", "403", "500" })
            {
                JsonElement response = responses.GetProperty(status);
                Assert.All(response.GetProperty("description").GetString()!.Split(", "), text => Assert.True(ErrorCatalogue.TryRead(text, out _), $"{name} {status}: {text}"));
                Assert.True(response.GetProperty("content").TryGetProperty("application/problem+json", out _));
            }

            Assert.True(responses.EnumerateObject().Any(response => response.Name[0] == '2'), $"{name} has no answer for when it is done");
            Assert.True(path.StartsWith("/api/v1/", StringComparison.Ordinal), path);
        }

        Assert.True(names.Count > 10);
    }

    [Fact]
    public async Task What_forms_of_the_dashboard_do_has_the_name_and_the_role_of_the_admin_api()
    {
        using AdminUnderTest admin = new();
        JsonElement document = (await admin.Ask(HttpMethod.Get, "/openapi/v1.json", AdminUnderTest.Viewer)).Json;
        Dictionary<string, string> roles = Operations(document).ToDictionary(found => found.Operation.GetProperty("operationId").GetString()!, found => found.Operation.GetProperty("x-role").GetString()!);
        (string Operation, AdminRole Role)[] forms = [.. new DashboardActions(admin.Parts).Operations];
        Assert.True(forms.Length > 10);
        Assert.All(forms, form => Assert.Equal((form.Operation, form.Role.ToString().ToLowerInvariant()), (form.Operation, roles.GetValueOrDefault(form.Operation))));
    }

    /// <summary>Every operation of the document.</summary>
    internal static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => (path.Name, operation.Name, operation.Value)));
}

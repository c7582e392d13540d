using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GameServer.Tests.Metrics;

/// <summary>Takes what is pushed by OTLP over HTTP, and remembers the texts in the first push: every field of the protobuf message that is one.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly TaskCompletionSource<IReadOnlySet<string>> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OtlpReceiver(WebApplication application)
    {
        _application = application;
    }

    /// <summary>What a server is to be told.</summary>
    public string Address => _application.Urls.First();

    /// <summary>The header <c>x-tenant</c> of the last push.</summary>
    public string Tenant { get; private set; } = "";

    public static async Task<OtlpReceiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        OtlpReceiver receiver = new(application);
        application.MapPost("/v1/metrics", receiver.TakeAsync);
        await application.StartAsync();
        return receiver;
    }

    public async Task<IReadOnlySet<string>> FirstAsync(TimeSpan patience) => await _first.Task.WaitAsync(patience);

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body);
        Tenant = request.Headers["x-tenant"].ToString();
        HashSet<string> texts = [];
        if (request.ContentType != "application/x-protobuf" || !TryCollect(body.ToArray(), texts)) return Results.BadRequest();
        _first.TrySetResult(texts);
        return Results.Bytes([], "application/x-protobuf");
    }

    // Without the schema a field of bytes may be a text or a message: it is collected as the one and searched as the other.
    private static bool TryCollect(ReadOnlySpan<byte> message, HashSet<string> texts)
    {
        while (message.Length > 0)
        {
            if (!TryReadVarint(ref message, out ulong tag)) return false;
            ulong skipped = 0;
            switch (tag & 7)
            {
                case 0:
                    if (!TryReadVarint(ref message, out _)) return false;
                    break;
                case 1:
                    skipped = 8;
                    break;
                case 5:
                    skipped = 4;
                    break;
                case 2:
                    if (!TryReadVarint(ref message, out skipped) || skipped > (ulong)message.Length) return false;
                    ReadOnlySpan<byte> field = message[..(int)skipped];
                    texts.Add(Encoding.UTF8.GetString(field));
                    TryCollect(field, texts);
                    break;
                default:
                    return false;
            }

            if (skipped > (ulong)message.Length) return false;
            message = message[(int)skipped..];
        }

        return true;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> message, out ulong value)
    {
        value = 0;
        for (int i = 0; i < Math.Min(10, message.Length); i++)
        {
            value |= (ulong)(message[i] & 0x7F) << (7 * i);
            if (message[i] >= 0x80) continue;
            message = message[(i + 1)..];
            return true;
        }

        return false;
    }
}

using System;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Metrics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace GameServer.Host.Admin;

/// <summary>
/// The way out of one connection to the admin address. What is no HTTP, or too much of it, the web server refuses before any request begins, by a status and nothing else; here such an answer gets the problem that every
/// other refusal has, and is counted.
/// </summary>
internal sealed class RefusalWriter(PipeWriter inner, ErrorTally errors) : PipeWriter
{
    private const int SpaceMin = 2_048;   // of which the longest such answer takes a half

    private Memory<byte> _space;

    private static ReadOnlySpan<byte> Head => "HTTP/1.1 "u8;

    private static ReadOnlySpan<byte> NoBody => "Content-Length: 0\r\n"u8;

    /// <summary>Puts one around a connection.</summary>
    public static ConnectionDelegate Around(ConnectionDelegate next, ErrorTally errors) => async connection =>
    {
        IDuplexPipe usual = connection.Transport;
        connection.Transport = new Pipes(usual.Input, new RefusalWriter(usual.Output, errors));
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = usual;
        }
    };

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _space = inner.GetMemory(Math.Max(sizeHint, SpaceMin));

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        Span<byte> written = bytes <= _space.Length ? _space.Span[..bytes] : default;   // who asked for memory once may advance in it more than once
        bool isWhole = written.StartsWith(Head) && written.EndsWith("\r\n\r\n"u8);
        int length = isWhole && written.IndexOf(NoBody) is > 0 and int at ? Explain(bytes, at) : bytes;
        inner.Advance(length);
        _space = length <= _space.Length ? _space[length..] : default;
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    // The same answer with a body; as it was, if it is not one of those, or if there is no room.
    private int Explain(int bytes, int noBodyAt)
    {
        string head = Encoding.ASCII.GetString(_space.Span[..bytes]);
        if (!int.TryParse(head.AsSpan(Head.Length, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int status) || Meaning(status) is not { } detail) return bytes;
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(AdminProblem.Of(ErrorCode.RequestUnreadable, detail) with { Status = status }, AdminJson.Options);
        string explained = string.Concat(
            head.AsSpan(0, noBodyAt), $"Content-Type: {AdminProblem.ContentType}\r\nContent-Length: {body.Length}\r\n", head.AsSpan(noBodyAt + NoBody.Length));
        errors.Count(ErrorCode.RequestUnreadable);
        if (explained.Length + body.Length > _space.Length) return bytes;
        int length = Encoding.ASCII.GetBytes(explained, _space.Span);
        body.CopyTo(_space.Span[length..]);
        return length + body.Length;
    }

    // What the web server says by itself; answers of our own have a body.
    private static string? Meaning(int status) => status switch
    {
        StatusCodes.Status400BadRequest or StatusCodes.Status505HttpVersionNotsupported => "this is not HTTP/1.1 as it should be",
        StatusCodes.Status408RequestTimeout => "the headers came too slowly",
        StatusCodes.Status414UriTooLong => string.Create(CultureInfo.InvariantCulture, $"the request line is longer than {AdminLimits.LineBytes} bytes"),
        StatusCodes.Status431RequestHeaderFieldsTooLarge => string.Create(CultureInfo.InvariantCulture, $"there are more than {AdminLimits.Headers} headers, or more than {AdminLimits.HeaderBytes} bytes of them"),
        _ => null,
    };

    private sealed record Pipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

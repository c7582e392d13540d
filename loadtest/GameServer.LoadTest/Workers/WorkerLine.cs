using System;
using System.IO;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading;

namespace GameServer.LoadTest.Workers;

/// <summary>A connection between controller and worker: JSON objects, one a line. Any thread may write, one reads.</summary>
internal sealed class WorkerLine : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { IncludeFields = true, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault };

    private readonly Lock _writing = new();
    private readonly TcpClient _client;
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;

    public WorkerLine(TcpClient client)
    {
        _client = client;
        client.NoDelay = true;   // clocks are compared over it
        _reader = new StreamReader(client.GetStream());
        _writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\n" };
    }

    /// <exception cref="IOException">The other end is gone.</exception>
    public void Write<T>(T word)
    {
        string text = JsonSerializer.Serialize(word, s_json);
        lock (_writing) _writer.WriteLine(text);
    }

    /// <summary>The next object; null when the other end closed.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    /// <exception cref="IOException">The other end is gone.</exception>
    public T? Read<T>()
        where T : class =>
        _reader.ReadLine() is { } text ? JsonSerializer.Deserialize<T>(text, s_json) : null;

    public void Dispose()
    {
        _client.Dispose();
    }
}

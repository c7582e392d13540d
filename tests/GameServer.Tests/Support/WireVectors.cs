using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace GameServer.Tests.Support;

/// <summary>Datagrams recorded from the real library, by id.</summary>
internal static class WireVectors
{
    private static readonly Dictionary<string, byte[]> ByPrefix = Load();

    public static IReadOnlyCollection<string> Ids => ByPrefix.Keys;

    /// <summary>The datagram whose id starts with "L2-07" and the like.</summary>
    public static byte[] Of(string id) => ByPrefix[id];

    private static Dictionary<string, byte[]> Load()
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Vectors", "litenetlib-vectors.json"));
        using JsonDocument document = JsonDocument.Parse(file);
        Dictionary<string, byte[]> vectors = [];
        foreach (JsonElement vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            vectors.Add(vector.GetProperty("id").GetString()![..5], Convert.FromHexString(vector.GetProperty("hex").GetString()!));
        }

        return vectors;
    }
}

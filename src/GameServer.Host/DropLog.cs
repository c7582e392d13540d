using System.Linq;
using GameServer.Core;
using GameServer.Server;
using GameServer.Transport;

namespace GameServer.Host;

/// <summary>
/// What the operator's log says about dropped traffic: a line per shard and change of state, never one per datagram. Looks at the shards' pictures, so the tick threads
/// know nothing of it.
/// </summary>
internal sealed class DropLog(StatusBoard[] boards)
{
    private readonly DropWatch[] _watches = boards.Select(_ => new DropWatch()).ToArray();

    /// <summary>The lines to print now, mostly none.</summary>
    public string[] Next(Timestamp now)
    {
        string?[] lines = new string?[boards.Length];
        for (int i = 0; i < boards.Length; i++)
        {
            ShardStatus status = boards[i].Read();
            if (_watches[i].Poll(status.TransportDrops, now) is { } line) lines[i] = $"shard {i}: {line}";
        }

        return lines.OfType<string>().ToArray();
    }
}

using System.Threading;
using GameServer.Core;

namespace GameServer.Host.Metrics;

/// <summary>Errors since the start, by their place in the catalogue. Counted from any thread but a shard's, which tells of them by events.</summary>
internal sealed class ErrorTally
{
    private readonly long[] _counts = new long[ErrorCatalogue.All.Count];

    /// <summary>Counts one; <see cref="ErrorCode.None"/> is none.</summary>
    public void Count(ErrorCode code) => Count(ErrorCatalogue.IndexOf(code), 1);

    /// <summary>Counts several of one place in <see cref="ErrorCatalogue.All"/>; −1 is none.</summary>
    public void Count(int index, long count)
    {
        if (index >= 0) Interlocked.Add(ref _counts[index], count);
    }

    public long Of(ErrorCode code) => Volatile.Read(ref _counts[ErrorCatalogue.IndexOf(code)]);
}

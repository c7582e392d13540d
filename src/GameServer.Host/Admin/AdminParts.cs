using GameServer.Host.Logging;
using GameServer.Host.Metrics.Exposition;
using GameServer.Host.Operating;

namespace GameServer.Host.Admin;

/// <summary>What the admin address shows and does things with.</summary>
internal sealed record AdminParts
{
    /// <summary>The shards' pictures.</summary>
    public required StatusSource Status { get; init; }

    /// <summary>All that operators see and do.</summary>
    public required Operations Operations { get; init; }

    /// <summary>What rooms play by; null when the game declares no content.</summary>
    public LiveContent.ContentService? Content { get; init; }

    /// <summary>Who may use it.</summary>
    public required AdminTokens Tokens { get; init; }

    /// <summary>Who used it, and what for.</summary>
    public required AuditLog Audit { get; init; }

    /// <summary>What is scraped.</summary>
    public required MetricExporter Metrics { get; init; }

    /// <summary>What is said, its newest entries, levels, players' timelines; and where every problem that is answered is counted.</summary>
    public required ServerLog Log { get; init; }
}

using System;
using GameServer.Replication;

namespace GameServer.Client;

/// <summary>What a game can show its player, or a load test its author: plain counts since the client was made.</summary>
public struct ClientStatistics
{
    /// <summary>Snapshot packets applied.</summary>
    public long SnapshotsApplied;

    /// <summary>Snapshot packets that never came, judged by gaps in their numbers; late ones are taken off again.</summary>
    public long SnapshotsLost;

    /// <summary>Snapshot packets that came twice.</summary>
    public long SnapshotsDuplicate;

    /// <summary>Snapshot packets too old to use.</summary>
    public long SnapshotsStale;

    /// <summary>Snapshot packets coded against a state no longer held.</summary>
    public long BaselinesMissing;

    /// <summary>Messages that could not be read.</summary>
    public long Malformed;

    /// <summary>Entity updates applied.</summary>
    public long EntityUpdates;

    /// <summary>State hashes compared.</summary>
    public long HashChecks;

    /// <summary>Of those, hashes over the whole view.</summary>
    public long ViewHashChecks;

    /// <summary>State hashes that differed: always a bug.</summary>
    public long HashMismatches;

    /// <summary>Times the server fell silent while playing.</summary>
    public long Interruptions;

    /// <summary>Inputs sampled.</summary>
    public long InputsSampled;

    /// <summary>Ticks for which the server had this client's own input.</summary>
    public long InputsFresh;

    /// <summary>Ticks for which it had to repeat an older one.</summary>
    public long InputsMissed;

    /// <summary>Times the connection was lost and the seat was taken again.</summary>
    public long Resumes;

    /// <summary>Of these, the ones in which snapshots went on from what was held; the others began with an empty view.</summary>
    public long ViewsKept;

    /// <summary>Times the server would not give the seat back: it had given it up, or the ticket was not good.</summary>
    public long ResumesRefused;

    /// <summary>The last resume, from the moment the loss was noticed until the seat was back, in nanoseconds; 0 before the first.</summary>
    public long ResumeNs;

    /// <summary>The longest one.</summary>
    public long ResumeNsMax;

    /// <summary>Commands taken by <see cref="GameClient.TrySend"/>.</summary>
    public long CommandsSent;

    /// <summary>Of these, the ones whose result came.</summary>
    public long CommandsApplied;

    /// <summary>Of these, the ones whose session ended first.</summary>
    public long CommandsLost;

    /// <summary>Changes of content taken.</summary>
    public long ContentTaken;

    /// <summary>Changes of content that this build could not accept; it goes on with the version before.</summary>
    public long ContentRefused;

    /// <summary>Changes of content that did not come to the version they named, and were asked for again.</summary>
    public long ContentUnreadable;

    internal void NoteContent(ContentOutcome outcome)
    {
        if (outcome == ContentOutcome.Taken) ContentTaken++;
        else if (outcome == ContentOutcome.Refused) ContentRefused++;
        else ContentUnreadable++;
    }

    internal void Note(SnapshotResult result, in SnapshotInfo info)
    {
        switch (result)
        {
            case SnapshotResult.Applied:
                NoteApplied(info);
                break;
            case SnapshotResult.Duplicate:
                SnapshotsDuplicate++;
                break;
            case SnapshotResult.Stale:
                SnapshotsStale++;
                break;
            case SnapshotResult.BaselineMissing:
                BaselinesMissing++;
                break;
            case SnapshotResult.Malformed:
                Malformed++;
                break;
        }
    }

    internal void NoteResume(long tookNs, bool keepsView)
    {
        Resumes++;
        ViewsKept += keepsView ? 1 : 0;
        ResumeNs = tookNs;
        ResumeNsMax = Math.Max(ResumeNsMax, tookNs);
    }

    private void NoteApplied(in SnapshotInfo info)
    {
        SnapshotsApplied++;
        EntityUpdates += info.EntityCount;
        if (info.InputFresh) InputsFresh++;
        else InputsMissed++;
        if (info.HashScope == HashScope.None) return;
        HashChecks++;
        if (info.HashScope == HashScope.View) ViewHashChecks++;
        if (!info.HashMatched) HashMismatches++;
    }
}

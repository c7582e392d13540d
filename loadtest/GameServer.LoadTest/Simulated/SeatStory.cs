using GameServer.Client;
using GameServer.Core;

namespace GameServer.LoadTest.Simulated;

/// <summary>What one client has been through with its seats: where it sat, how often it came back, and with which tokens.</summary>
internal sealed class SeatStory
{
    private ResumeTicket? _ticket;
    private ResumeTicket? _formerTicket;
    private long _resumes;

    /// <summary>The client's session that the seat is of, from 1; 0 before the first.</summary>
    public int Session { get; private set; }

    public RoomId Room { get; private set; }

    public PlayerSlot Player { get; private set; }

    /// <summary>When the client came back last.</summary>
    public long ResumedNs { get; private set; }

    /// <summary>The life of the shard in which it did: a crash may take the return back, and with it that a ticket is spent.</summary>
    public int ResumedInLife { get; private set; }

    /// <summary>The ticket it came back with, until <see cref="TakeSpentTicket"/>.</summary>
    public ResumeTicket? SpentTicket { get; private set; }

    /// <summary>Takes in where the client is now.</summary>
    /// <param name="client">The player's.</param>
    /// <param name="nowNs">Virtual time.</param>
    /// <param name="life">Of the player's shard.</param>
    /// <returns>Milliseconds it was away, when it has just come back; otherwise −1.</returns>
    public long Follow(GameClient client, long nowNs, int life)
    {
        if (client.IsSeated && client.SessionCount != Session)
        {
            Session = client.SessionCount;
            Room = client.Room;
            Player = client.Player;
            SpentTicket = null;
        }

        if (client.Ticket != _ticket)
        {
            _formerTicket = _ticket;
            _ticket = client.Ticket;
        }

        if (client.Statistics.Resumes == _resumes) return -1;
        _resumes = client.Statistics.Resumes;
        ResumedNs = nowNs;
        ResumedInLife = life;
        SpentTicket = _formerTicket;
        return client.Statistics.ResumeNs / Timestamp.NanosecondsPerMillisecond;
    }

    /// <summary>The ticket that must be good for nothing any more.</summary>
    public ResumeTicket? TakeSpentTicket()
    {
        ResumeTicket? spent = SpentTicket;
        SpentTicket = null;
        return spent;
    }
}

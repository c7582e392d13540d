using System.Collections.Generic;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Replication;

namespace GameServer.Server;

/// <summary>
/// Players who wait for their profiles before they get a seat. Nothing here blocks: a login waits until all that this shard promised to the player is on its way to the store, asks, and goes on when the answer
/// comes or its time is over. What a player was promised before is so in the profile, whether the store has it yet or not.
/// </summary>
internal sealed class LoginDesk
{
    /// <summary>Profiles that one step hands out: they go into the log of the rooms' next tick.</summary>
    private const int ProfileBytesPerStep = 256 << 10;

    private readonly ShardPlayers _players;
    private readonly ProfileQueue _profiles;
    private readonly ConnectionTable _connections;
    private readonly ILoginAnswers _answers;
    private readonly long _waitNs;
    private readonly List<Login> _logins = [];
    private ulong _lastTicket;
    private Timestamp _now;

    public LoginDesk(ShardPlayers players, ProfileQueue profiles, ConnectionTable connections, ILoginAnswers answers, int waitSeconds)
    {
        _players = players;
        _profiles = profiles;
        _connections = connections;
        _answers = answers;
        _waitNs = waitSeconds * Timestamp.NanosecondsPerSecond;
    }

    /// <summary>Logins that wait.</summary>
    public int Count => _logins.Count;

    /// <summary>Begins to wait for a player's profile.</summary>
    public void Begin(Connection connection, in JoinRequest request)
    {
        connection.BeginLogin();
        Begin(connection, request, _now.Plus(_waitNs));
    }

    /// <summary>A player took a seat: whoever else logs in as the same has to ask again.</summary>
    public void NoteSeated(string playerId)
    {
        foreach (Login login in _logins) login.IsStale |= login.Request.PlayerId == playerId;
    }

    /// <summary>Sends questions that can be asked, takes answers, and sees to those who have waited long enough.</summary>
    public void Step(Timestamp now)
    {
        _now = now;
        TakeAnswers();
        for (int i = _logins.Count - 1; i >= 0; i--)
        {
            Login login = _logins[i];
            bool isGone = _connections.Find(login.Connection.Peer) != login.Connection || login.Connection.State != ConnectionState.LoggingIn;
            bool isLate = now.CompareTo(login.Deadline) >= 0;
            if (isGone || isLate) _logins.RemoveAt(i);
            if (isGone) continue;
            if (isLate) _answers.ProfileMissing(login);
            else if (login.Ticket == 0 && login.IsOffered) Ask(login);
        }
    }

    private void Begin(Connection connection, in JoinRequest request, Timestamp deadline) =>
        _logins.Add(new Login(connection, request, deadline, _players.PromisesTo(request.PlayerId)));

    // Too many at once: asked again in the next step, until there is room or the time is over.
    private void Ask(Login login)
    {
        ulong ticket = _lastTicket + 1;
        if (!_profiles.TryAsk(new ProfileRequest(ticket, login.Request.PlayerId, _players.Effects.LastOffered, login.Deadline))) return;
        _lastTicket = ticket;
        login.Ticket = ticket;
    }

    private void TakeAnswers()
    {
        for (int bytes = 0; bytes < ProfileBytesPerStep && _profiles.TryFetch(out ProfileAnswer answer); bytes += answer.Profile.Length)
        {
            ulong ticket = answer.Ticket;
            int index = _logins.FindIndex(login => login.Ticket == ticket);
            if (index < 0) continue;   // gone, or no longer waiting
            Login login = _logins[index];
            bool isHere = _connections.Find(login.Connection.Peer) == login.Connection && login.Connection.State == ConnectionState.LoggingIn;
            if (!isHere) continue;
            _logins.RemoveAt(index);
            if (answer.Problem is not null) _answers.ProfileMissing(login);
            else if (!_answers.ProfileRead(login, answer.Profile)) Begin(login.Connection, login.Request, login.Deadline);
        }
    }
}

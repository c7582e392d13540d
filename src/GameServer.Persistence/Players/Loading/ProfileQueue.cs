using System.Collections.Generic;
using System.Threading;

namespace GameServer.Persistence;

/// <summary>
/// A shard's questions for profiles, and the answers on their way back. Overflow policy: so many questions at once, counted until their answer is fetched; beyond that the shard is told, and refuses the
/// login. So an answer always finds room. One thread asks and fetches, another one, <see cref="ProfileLoader"/>'s, answers.
/// </summary>
public sealed class ProfileQueue(EffectQueue effects, int capacity)
{
    private readonly Lock _gate = new();
    private readonly Queue<ProfileRequest> _requests = new(capacity);
    private readonly Queue<ProfileAnswer> _answers = new(capacity);
    private int _open;

    /// <summary>The same shard's effects.</summary>
    public EffectQueue Effects => effects;

    /// <summary>Asks.</summary>
    /// <returns>False when too many questions are open.</returns>
    public bool TryAsk(in ProfileRequest request)
    {
        lock (_gate)
        {
            if (_open == capacity) return false;
            _open++;
            _requests.Enqueue(request);
            return true;
        }
    }

    /// <summary>Fetches the oldest answer; every question gets one.</summary>
    public bool TryFetch(out ProfileAnswer answer)
    {
        lock (_gate)
        {
            if (!_answers.TryDequeue(out answer)) return false;
            _open--;
            return true;
        }
    }

    internal bool TryTake(out ProfileRequest request)
    {
        lock (_gate) return _requests.TryDequeue(out request);
    }

    internal void Answer(in ProfileAnswer answer)
    {
        lock (_gate) _answers.Enqueue(answer);
    }
}

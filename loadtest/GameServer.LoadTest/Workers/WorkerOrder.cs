using GameServer.LoadTest.Scenarios;

namespace GameServer.LoadTest.Workers;

/// <summary>What a controller tells a worker: one JSON object per line, with just one of these set.</summary>
internal sealed record WorkerOrder
{
    /// <summary>What time is it? Answered at once.</summary>
    public bool Clock { get; init; }

    public WorkerStart? Start { get; init; }

    public WorkerEnter? Enter { get; init; }

    /// <summary>Begin to play.</summary>
    /// <param name="Scenario">Whole, scripts included.</param>
    /// <param name="Server">ADDRESS:PORT.</param>
    /// <param name="Threads">Of this worker.</param>
    /// <param name="FirstThread">Number of the first of them among all.</param>
    /// <param name="ThreadsInAll">Of all workers.</param>
    /// <param name="PlayersPerRoom">Seats of the server's rooms.</param>
    /// <param name="StartNs">When second 0 begins, on the worker's clock.</param>
    internal sealed record WorkerStart(Scenario Scenario, string Server, int Threads, int FirstThread, int ThreadsInAll, int PlayersPerRoom, long StartNs);

    /// <summary>Begin a phase; one past the last: leave, and say so when done.</summary>
    internal sealed record WorkerEnter(int Phase, long StartNs);
}

namespace GameServer.Server;

/// <summary>What has befallen a thread since it began, as far as the system tells; the difference of two says what happened in between. Zeros for what is not known.</summary>
/// <param name="CpuNs">Time on a processor.</param>
/// <param name="QueuedNs">Time it was ready to run and had no processor.</param>
/// <param name="Preemptions">Times it lost the processor to somebody else.</param>
/// <param name="Waits">Times it gave the processor up: sleeps, locks, a collection of garbage.</param>
/// <param name="MinorFaults">Pages of memory touched for the first time.</param>
/// <param name="MajorFaults">Pages that had to be read from a disk.</param>
/// <param name="JitNs">Time spent compiling on this thread.</param>
/// <param name="Collections">Collections of garbage, whoever caused them.</param>
/// <param name="FullCollections">Of them, such as looked through all memory.</param>
/// <param name="PauseNs">Time for which these stopped every thread.</param>
public readonly record struct ThreadUse(
    long CpuNs, long QueuedNs, long Preemptions, long Waits, long MinorFaults, long MajorFaults, long JitNs, long Collections, long FullCollections, long PauseNs)
{
    public static ThreadUse operator -(in ThreadUse now, in ThreadUse before) => new(
        now.CpuNs - before.CpuNs,
        now.QueuedNs - before.QueuedNs,
        now.Preemptions - before.Preemptions,
        now.Waits - before.Waits,
        now.MinorFaults - before.MinorFaults,
        now.MajorFaults - before.MajorFaults,
        now.JitNs - before.JitNs,
        now.Collections - before.Collections,
        now.FullCollections - before.FullCollections,
        now.PauseNs - before.PauseNs);
}

namespace GameServer.Host.Doctor;

/// <summary>Whether the collector runs as the server was built for: no thread of its own, for there is nothing to collect on the tick path.</summary>
internal sealed class GarbageCollectorCheck(bool isServer, bool isConcurrent) : IDoctorCheck
{
    public string Name => "garbage-collector";

    public Finding Look() => isServer || isConcurrent
        ? Finding.Warning($"{(isServer ? "server" : "workstation")}, {(isConcurrent ? "concurrent" : "not concurrent")}", "Unset DOTNET_gcServer and DOTNET_gcConcurrent: a collector with threads of its own takes processors from ticks.")
        : Finding.Ok($"workstation, not concurrent");
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace GameServer.Host.Doctor;

/// <summary>Whether the server's ports can be had.</summary>
/// <param name="ports">Those that are asked for by number, as people write them: <c>UDP [::]:7777</c>.</param>
/// <param name="refusal">Why one cannot be had; null when it can.</param>
internal sealed class PortsCheck(IReadOnlyList<string> ports, Func<string, string?> refusal) : IDoctorCheck
{
    public string Name => "ports";

    public Finding Look()
    {
        if (ports.Count == 0) return Finding.Ok($"any free ones are taken");
        string[] refused = [.. ports.Select(port => (port, why: refusal(port))).Where(port => port.why is not null).Select(port => $"{port.port}: {port.why}")];
        return refused.Length == 0
            ? Finding.Ok($"free: {string.Join(", ", ports)}")
            : Finding.Problem($"{string.Join("; ", refused)}", "If this very server runs already, all is well; else find who has them with ss -lunp and ss -ltnp, or choose others with --port, --bind and --admin.");
    }
}

using System;

namespace GameServer.Host.Doctor;

/// <summary>Whether memory comes in large pages when the server asks: a tenth of its processor time with a thousand players.</summary>
internal sealed class HugePagesCheck(Version kernel, Func<string, string?> readFile) : IDoctorCheck
{
    private const string Enabled = "/sys/kernel/mm/transparent_hugepage/enabled";

    private static readonly Version s_collapses = new(6, 1);

    public string Name => "huge-pages";

    public Finding Look()
    {
        string? modes = readFile(Enabled)?.Trim();
        if (modes is null) return Finding.Warning($"this system has none", "Use a kernel with CONFIG_TRANSPARENT_HUGEPAGE.");
        if (modes.Contains("[never]", StringComparison.Ordinal)) return Finding.Warning($"switched off", $"echo madvise > {Enabled}, and transparent_hugepage=madvise on the kernel's command line.");
        return kernel < s_collapses
            ? Finding.Warning($"{modes}, but Linux {kernel} gives them only when it gets round to it", "Linux 6.1 or newer gives them at once.")
            : Finding.Ok($"{modes}");
    }
}

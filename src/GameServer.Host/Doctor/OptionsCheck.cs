using System.Collections.Generic;
using System.Linq;
using GameServer.Host.Configuration;

namespace GameServer.Host.Doctor;

/// <summary>Whether a server can start with these options; the other checks look at what holds of them.</summary>
internal sealed class OptionsCheck(IReadOnlyList<OptionProblem> problems) : IDoctorCheck
{
    public string Name => "options";

    public Finding Look() => problems.Count == 0
        ? Finding.Ok($"all can be used")
        : Finding.Problem($"{string.Join(" ", problems.Select(problem => problem.ToString()))}", "gameserver config explain shows each option and where it was said.");
}

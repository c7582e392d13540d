using GameServer.Core;

namespace GameServer.Host.Admin;

/// <summary>Who asks, and what they may do.</summary>
/// <param name="Role"><see cref="AdminRole.Nobody"/> when refused.</param>
/// <param name="Who">For the audit log.</param>
/// <param name="Refusal">Why it is refused; <see cref="ErrorCode.None"/> when it is not.</param>
internal readonly record struct AccessDecision(AdminRole Role, string Who, ErrorCode Refusal)
{
    public static AccessDecision Refuse(ErrorCode code, string who = "unknown") => new(AdminRole.Nobody, who, code);
}

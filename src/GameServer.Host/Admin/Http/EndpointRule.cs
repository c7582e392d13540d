namespace GameServer.Host.Admin;

/// <summary>What an endpoint asks of who uses it; an endpoint without one is for admins.</summary>
/// <param name="Role">The least role; <see cref="AdminRole.Nobody"/> for anybody at all.</param>
/// <param name="IsChange">It changes something, and is audited.</param>
internal sealed record EndpointRule(AdminRole Role, bool IsChange);

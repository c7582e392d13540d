namespace GameServer.Host.Admin;

/// <summary>The body of a change; its members stand in the audit log.</summary>
internal interface IAdminBody;

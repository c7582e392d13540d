using System.Collections.Generic;

namespace GameServer.Host.Admin;

/// <summary>Files of content. They do not stand in the audit log: the version that they are does.</summary>
/// <param name="Files">Each by its name, with its text; null for those of the server's --content directory.</param>
internal sealed record PublishBody(IReadOnlyDictionary<string, string>? Files);

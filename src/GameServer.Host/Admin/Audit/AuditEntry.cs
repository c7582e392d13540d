using System;
using System.Collections.Generic;

namespace GameServer.Host.Admin;

/// <summary>One line of the audit log: who asked for what, and what came of it.</summary>
/// <param name="Id">Counts up over all starts of the server. A change has two lines of one number: one before it is tried, one after.</param>
/// <param name="Utc">When it was asked for.</param>
/// <param name="Who">The token's name, or which one it is; loopback for the server's own machine; unknown for who was not let in.</param>
/// <param name="Role">What that one may do.</param>
/// <param name="Remote">The address it came from.</param>
/// <param name="Operation">The API's operationId; method and path where there is none.</param>
/// <param name="Arguments">Values of path, query and body, each cut to 256 characters.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Code">Why it was refused or failed; empty when it was done.</param>
/// <param name="Skipped">Refused attempts since the last line that were too many to be written one by one.</param>
internal sealed record AuditEntry(
    long Id,
    DateTime Utc,
    string Who,
    AdminRole Role,
    string Remote,
    string Operation,
    IReadOnlyDictionary<string, string> Arguments,
    AuditOutcome Outcome,
    string Code = "",
    long Skipped = 0);

using System;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Host.Admin;

namespace GameServer.Host.Dashboard.Actions;

/// <summary>Something that a form does.</summary>
/// <param name="Operation">The same thing's operationId in the admin API: its name in the audit log.</param>
/// <param name="Role">Who may.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record FormAction(string Operation, AdminRole Role, Func<FormFields, CancellationToken, Task<FormResult>> RunAsync);

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Admin;
using Microsoft.AspNetCore.Http;

namespace GameServer.Host.Dashboard.Actions;

/// <summary>
/// What forms of the dashboard do: the same operations as the admin API's, under the same names in the same audit log, written before it is tried and when it is done.
/// </summary>
internal sealed class DashboardActions
{
    private readonly AuditLog _audit;
    private readonly Dictionary<string, FormAction> _actions;

    public DashboardActions(AdminParts parts)
    {
        _audit = parts.Audit;
        PlayerActions players = new(parts.Operations);
        RoomActions rooms = new(parts.Operations);
        ContentActions content = new(parts.Content);
        DrainActions drain = new(parts.Operations);
        _actions = new Dictionary<string, FormAction>(StringComparer.Ordinal)
        {
            ["kick"] = new("kickPlayer", AdminRole.Operator, players.KickAsync),
            ["move"] = new("movePlayer", AdminRole.Operator, players.MoveAsync),
            ["message"] = new("messagePlayer", AdminRole.Operator, players.MessageAsync),
            ["ban"] = new("banPlayer", AdminRole.Operator, players.BanAsync),
            ["unban"] = new("unbanPlayer", AdminRole.Operator, players.UnbanAsync),
            ["log-level"] = new("setPlayerLogLevel", AdminRole.Operator, new LogActions(parts.Log.Levels).SetPlayerLevelAsync),
            ["open-room"] = new("openRoom", AdminRole.Operator, rooms.OpenAsync),
            ["close-room"] = new("closeRoom", AdminRole.Operator, rooms.CloseAsync),
            ["message-room"] = new("messageRoom", AdminRole.Operator, rooms.MessageAsync),
            ["message-all"] = new("messageAll", AdminRole.Operator, rooms.MessageAllAsync),
            ["publish"] = new("publishContent", AdminRole.Operator, content.PublishAsync),
            ["stage"] = new("stageContent", AdminRole.Operator, content.StageAsync),
            ["schedule"] = new("scheduleContent", AdminRole.Operator, content.ScheduleAsync),
            ["roll-back"] = new("rollBackContent", AdminRole.Operator, content.RollBackAsync),
            ["drain"] = new("drain", AdminRole.Admin, drain.BeginAsync),
            ["cancel-drain"] = new("cancelDrain", AdminRole.Admin, drain.CancelAsync),
        };
    }

    /// <summary>The operations that forms do, by the names of the admin API.</summary>
    public IEnumerable<(string Operation, AdminRole Role)> Operations => _actions.Values.Select(action => (action.Operation, action.Role));

    /// <summary>Does what a form asks for, if its sender may.</summary>
    /// <returns>What to tell the sender.</returns>
    public async Task<Notice> RunAsync(HttpContext context, string name, FormFields fields)
    {
        AdminExchange exchange = AdminExchange.Of(context);
        exchange.Arguments = fields.Arguments;
        if (!_actions.TryGetValue(name, out FormAction? action)) return Refuse(exchange, ErrorCode.RouteUnknown, "There is no such action. Nothing was done.");
        if (exchange.Access.Role < action.Role) return Refuse(exchange, ErrorCode.RoleTooLow, $"This takes the role {action.Role.ToString().ToLowerInvariant()}. Nothing was done.");
        AuditEntry? begun = _audit.Begin(AuditFilter.EntryOf(context, exchange) with { Operation = action.Operation });
        if (begun is null) return Refuse(exchange, ErrorCode.AuditFailing, "The audit log cannot be written. Nothing was done.");
        exchange.IsAudited = true;
        FormResult result = new("", ErrorCode.RequestFailed);
        try
        {
            result = await action.RunAsync(fields, context.RequestAborted);
        }
        finally
        {
            _audit.End(begun, result.Error == ErrorCode.None ? AuditOutcome.Done : AuditOutcome.Failed, ErrorCatalogue.TextOf(result.Error));
        }

        return result.Error == ErrorCode.None ? new Notice(result.Text, IsProblem: false) : Refuse(exchange, result.Error, result.Text);
    }

    private static Notice Refuse(AdminExchange exchange, ErrorCode code, string text)
    {
        exchange.Note(code, text);
        return new Notice($"{ErrorCatalogue.TextOf(code)}  {text}", IsProblem: true);
    }
}

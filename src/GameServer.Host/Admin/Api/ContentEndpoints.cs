using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.LiveContent;
using GameServer.Host.Operating;
using GameServer.LiveOps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace GameServer.Host.Admin;

/// <summary>Content: which versions there are, what holds where, and how that changes. A version is 16 hexadecimal digits.</summary>
internal static class ContentEndpoints
{
    private const int BodyBytes = ContentLimits.TotalBytes * 2;   // JSON may write a letter as six

    private static readonly ErrorCode[] s_look = [ErrorCode.ArgumentInvalid, ErrorCode.ContentVersionUnknown, ErrorCode.ContentNotDeclared];
    private static readonly ErrorCode[] s_change = [.. s_look, ErrorCode.ContentInvalid, ErrorCode.ContentNothingToChange, ErrorCode.ContentStoreFailing, ErrorCode.ServerBusy, ErrorCode.ServerSilent];

    private static ProblemResult NotDeclared => new(ErrorCode.ContentNotDeclared, "the game that runs here declares no content");

    public static void Map(IEndpointRouteBuilder api, Operations operations, ContentService? service)
    {
        IEndpointRouteBuilder content = api.MapGroup("/content").WithTags("content");
        content.MapGet("", (CancellationToken cancel) => ActiveAsync(operations, service, cancel))
            .Reads(AdminRole.Viewer, "getContent", "Which version of content holds where: active, on trial, scheduled, and in each room.", [.. s_look, ErrorCode.ServerBusy, ErrorCode.ServerSilent]).Produces<ContentView>();
        content.MapGet("/versions", () => service is null ? NotDeclared : Answers.Json(service.Versions()))
            .Reads(AdminRole.Viewer, "listContentVersions", "Every version that is kept, newest first.", s_look).Produces<IReadOnlyList<ContentVersionView>>();
        content.MapGet("/versions/{version}", (string version) => With(service, version, (found, hash) => Answers.Of(found.Version(hash))))
            .Reads(AdminRole.Viewer, "getContentVersion", "One version with its tables as YAML.", s_look).Produces<ContentVersionView>();
        content.MapGet("/diff", (string from, string to) => With(service, from, (found, old) => With(service, to, (_, now) => Answers.Of(found.Diff(old, now)))))
            .Reads(AdminRole.Viewer, "diffContent", "What differs between two versions, value by value.", s_look).Produces<IReadOnlyList<ContentDifference>>();
        content.MapPost("/publish", (HttpContext context, string? note, double? percent, PublishBody body, CancellationToken cancel) => PublishAsync(context, service, note ?? "", percent ?? 100, body, cancel))
            .Changes(AdminRole.Operator, "publishContent", "Checks files and makes them hold in a percentage of the rooms: 100 everywhere, 0 nowhere yet. Without files those of --content are read again.", s_change)
            .WithMetadata(new RequestSizeLimitAttribute(BodyBytes)).Produces<ContentVersionView>();
        content.MapPost("/stage", (StageBody body, CancellationToken cancel) => StageAsync(service, body, cancel))
            .Changes(AdminRole.Operator, "stageContent", "Tries a version in a percentage of the rooms, or with a percentage of the players; 100 makes it hold everywhere.", s_change).Produces<ContentVersionView>();
        content.MapPost("/schedule", (ScheduleBody body, CancellationToken cancel) => ScheduleAsync(service, body, cancel))
            .Changes(AdminRole.Operator, "scheduleContent", "Has a version hold everywhere from one time to another.", s_change).Produces<ContentVersionView>();
        content.MapPost("/rollback", (RollBackBody body, CancellationToken cancel) => RollBackAsync(service, body, cancel))
            .Changes(AdminRole.Operator, "rollBackContent", "Gives up the trial, or makes the version before active again, or the one that is named.", s_change).Produces<ContentVersionView>();
    }

    private static async Task<IResult> ActiveAsync(Operations operations, ContentService? service, CancellationToken cancel)
    {
        if (service is null) return NotDeclared;
        Outcome<IReadOnlyList<RoomView>> rooms = await operations.RoomsAsync(cancel);
        return rooms.IsDone ? Answers.Json(service.Active(rooms.Value!)) : Answers.Of(rooms);
    }

    private static async Task<IResult> PublishAsync(HttpContext context, ContentService? service, string note, double percent, PublishBody body, CancellationToken cancel)
    {
        if (service is null) return NotDeclared;
        if (note.Length > ContentLimits.NoteLength || note.Any(char.IsControl)) return Answers.Invalid($"note is text of at most {ContentLimits.NoteLength} letters without control characters");
        if (!(percent is >= 0 and <= 100)) return Answers.Invalid("percent is 0 to 100");
        ContentFile[]? files = body.Files is null ? null : [.. body.Files.Select(file => new ContentFile(file.Key, file.Value))];
        if (files is not null && Array.Exists(files, file => !IsFileName(file.Name))) return Answers.Invalid("files are named for their tables, without folders: weapons.yaml");
        return Answers.Of(await service.PublishAsync(files, note, AdminExchange.Of(context).Access.Who, percent, cancel));
    }

    private static async Task<IResult> StageAsync(ContentService? service, StageBody body, CancellationToken cancel)
    {
        if (service is null) return NotDeclared;
        if (!ContentIndexFile.TryReadHex(body.Version ?? "", out ulong version)) return InvalidVersion("version");
        if (!(body.Percent is >= 0 and <= 100)) return Answers.Invalid("percent is 0 to 100");
        if (!Enum.TryParse(body.Of ?? "rooms", ignoreCase: true, out ContentSegment of) || !Enum.IsDefined(of)) return Answers.Invalid("of is rooms or players");
        return Answers.Of(await service.StageAsync(version, body.Percent, of, cancel));
    }

    private static async Task<IResult> ScheduleAsync(ContentService? service, ScheduleBody body, CancellationToken cancel)
    {
        if (service is null) return NotDeclared;
        if (!ContentIndexFile.TryReadHex(body.Version ?? "", out ulong version)) return InvalidVersion("version");
        if (body.To <= body.From) return Answers.Invalid("to is not after from");
        return Answers.Of(await service.ScheduleAsync(version, body.From, body.To, cancel));
    }

    private static async Task<IResult> RollBackAsync(ContentService? service, RollBackBody body, CancellationToken cancel)
    {
        if (service is null) return NotDeclared;
        if (body.Version is null) return Answers.Of(await service.RollBackAsync(null, cancel));
        return ContentIndexFile.TryReadHex(body.Version, out ulong version) ? Answers.Of(await service.RollBackAsync(version, cancel)) : InvalidVersion("version");
    }

    private static IResult With(ContentService? service, string text, Func<ContentService, ulong, IResult> answer)
    {
        if (service is null) return NotDeclared;
        return ContentIndexFile.TryReadHex(text, out ulong version) ? answer(service, version) : InvalidVersion("a version");
    }

    private static IResult InvalidVersion(string name) => Answers.Invalid($"{name} is 16 hexadecimal digits");

    private static bool IsFileName(string name) => name.Length is > 0 and <= 100 && !name.Any(letter => char.IsControl(letter) || letter is '/' or '\\' or ':');
}

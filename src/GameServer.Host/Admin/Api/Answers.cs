using System;
using System.Text;
using GameServer.Core;
using GameServer.Host.Operating;
using Microsoft.AspNetCore.Http;

namespace GameServer.Host.Admin;

/// <summary>How endpoints answer: what <see cref="Operations"/> gives, as JSON or as a problem; and arguments that cannot be meant.</summary>
internal static class Answers
{
    /// <summary>Entries of a page when nobody says how many.</summary>
    public const int PageUsual = 100;

    /// <summary>What it gave, or why not.</summary>
    public static IResult Of<T>(Outcome<T> outcome) => outcome.IsDone ? Json(outcome.Value) : new ProblemResult(CodeOf(outcome.Problem), outcome.Text);

    public static IResult Json<T>(T value) => Results.Json(value, AdminJson.Options);

    /// <summary>An argument out of its range.</summary>
    public static IResult Invalid(string detail) => new ProblemResult(ErrorCode.ArgumentInvalid, detail);

    /// <summary>The code of a problem; the only place that maps the two.</summary>
    public static ErrorCode CodeOf(OperationProblem problem) => problem switch
    {
        OperationProblem.None => ErrorCode.None,
        OperationProblem.Busy => ErrorCode.ServerBusy,
        OperationProblem.NoAnswer => ErrorCode.ServerSilent,
        OperationProblem.PlayerUnknown => ErrorCode.PlayerNotFound,
        OperationProblem.PlayerAmbiguous => ErrorCode.PlayerAmbiguous,
        OperationProblem.RoomUnknown => ErrorCode.RoomNotFound,
        OperationProblem.PlayerAway => ErrorCode.PlayerAway,
        OperationProblem.PlayerAnonymous => ErrorCode.PlayerAnonymous,
        OperationProblem.ContentInvalid => ErrorCode.ContentInvalid,
        OperationProblem.ContentUnknown => ErrorCode.ContentVersionUnknown,
        OperationProblem.ContentNothing => ErrorCode.ContentNothingToChange,
        OperationProblem.ContentStoreFailing => ErrorCode.ContentStoreFailing,
        OperationProblem.PlayerIdInvalid => ErrorCode.PlayerIdInvalid,
        OperationProblem.NotBanned => ErrorCode.PlayerNotBanned,
        OperationProblem.TooManyBans => ErrorCode.TooManyBans,
        OperationProblem.RoomFull => ErrorCode.RoomFull,
        OperationProblem.SameRoom => ErrorCode.PlayerInRoom,
        OperationProblem.LastRoom => ErrorCode.LastRoom,
        OperationProblem.TooManyRooms => ErrorCode.TooManyRooms,
        OperationProblem.ShardUnknown => ErrorCode.ShardNotFound,
        OperationProblem.StorageFailed => ErrorCode.ChangeNotStored,
        OperationProblem.Draining => ErrorCode.ServerDraining,
        OperationProblem.NotDraining => ErrorCode.NotDraining,
        OperationProblem.ArgumentInvalid => ErrorCode.ArgumentInvalid,
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };

    /// <summary>What is wrong with the page that is asked for; null when nothing is.</summary>
    public static IResult? PageProblem(int? limit, string? after)
    {
        if (limit is < 1 or > Operations.PageMax) return Invalid($"limit is {limit}; 1 to {Operations.PageMax} are possible");
        return after is not null && !IsText(after, PathRules.PlayerBytesMax) ? Invalid($"after is a player's id, up to {PathRules.PlayerBytesMax} bytes") : null;
    }

    /// <summary>A text with control characters in it.</summary>
    public static IResult InvalidText(string name) => Invalid($"{name} has control characters in it");

    /// <summary>Whether a text that somebody will read is one: without control characters, and not longer than it may be. Operations have limits of their own.</summary>
    public static bool IsText(string text, int bytesMax = int.MaxValue) => Encoding.UTF8.GetByteCount(text) <= bytesMax && !Array.Exists(text.ToCharArray(), char.IsControl);
}

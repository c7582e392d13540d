using System;
using System.Text;
using GameServer.Core;
using GameServer.Host.Operating;
using Microsoft.AspNetCore.Http;

namespace GameServer.Host.Admin;

/// <summary>How endpoints answer: what <see cref="Operations"/> gives, as JSON or as a problem; and arguments that cannot be meant.</summary>
internal static class Answers
{
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
        OperationProblem.ContentInvalid => ErrorCode.ContentInvalid,
        OperationProblem.ContentUnknown => ErrorCode.ContentVersionUnknown,
        OperationProblem.ContentNothing => ErrorCode.ContentNothingToChange,
        OperationProblem.ContentStoreFailing => ErrorCode.ContentStoreFailing,
        OperationProblem.RoomFull => ErrorCode.RoomFull,
        OperationProblem.PlayerIdInvalid => ErrorCode.PlayerIdInvalid,
        OperationProblem.ArgumentInvalid => ErrorCode.ArgumentInvalid,
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };

    /// <summary>Whether a text that players or operators will read is one: not empty, not longer than it may be, without control characters.</summary>
    public static bool IsText(string text, int bytesMax) => text.Length > 0 && Encoding.UTF8.GetByteCount(text) <= bytesMax && !Array.Exists(text.ToCharArray(), char.IsControl);
}

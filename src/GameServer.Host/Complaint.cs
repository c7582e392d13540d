using System;
using System.Globalization;
using GameServer.Core;

namespace GameServer.Host;

/// <summary>Lines on standard error for the operator, each with its code: <c>gameserver: GS-7020 cannot listen on …</c>.</summary>
internal static class Complaint
{
    public static void Write(ErrorCode code, FormattableString text) => Console.Error.WriteLine(LineOf(code, text));

    public static void Write(StartException refused) => Console.Error.WriteLine(LineOf(refused));

    /// <summary>The line with a code before it.</summary>
    public static string LineOf(ErrorCode code, FormattableString text) => LineOf($"{ErrorCatalogue.TextOf(code)} {text.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The message of this exception begins with its code.</summary>
    public static string LineOf(StartException refused) => LineOf(refused.Message);

    private static string LineOf(string text) => $"gameserver: {text}";
}

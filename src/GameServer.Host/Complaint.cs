using System;
using System.Globalization;
using GameServer.Core;

namespace GameServer.Host;

/// <summary>Lines on standard error for the operator, each with its code: <c>gameserver: GS-7020 cannot listen on …</c>.</summary>
internal static class Complaint
{
    public static void Write(ErrorCode code, FormattableString text) => Write($"{ErrorCatalogue.TextOf(code)} {text.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The message of this exception begins with its code.</summary>
    public static void Write(StartException refused) => Write(refused.Message);

    private static void Write(string line) => Console.Error.WriteLine($"gameserver: {line}");
}

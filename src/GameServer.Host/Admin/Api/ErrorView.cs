using System.Linq;
using GameServer.Core;

namespace GameServer.Host.Admin;

/// <summary>One entry of the error catalogue.</summary>
/// <param name="Code">Such as GS-1013.</param>
/// <param name="Name">Such as RoomNotFound.</param>
/// <param name="Meaning">What has happened.</param>
/// <param name="Action">What to do about it.</param>
/// <param name="Audience">Who is to do it: player, developer, operator.</param>
/// <param name="Places">Where it shows itself: sdk, line, log, metric, timeline, api.</param>
internal sealed record ErrorView(string Code, string Name, string Meaning, string Action, string[] Audience, string[] Places)
{
    public static ErrorView Of(ErrorInfo error) => new(error.Text, error.Name, error.Meaning, error.Action, Words(error.Audience.ToString()), Words(error.Places.ToString()));

    private static string[] Words(string flags) => [.. flags.Split(", ").Select(flag => flag.ToLowerInvariant())];
}

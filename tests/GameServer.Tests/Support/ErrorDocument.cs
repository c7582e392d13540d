using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GameServer.Core;

namespace GameServer.Tests;

/// <summary>Writes <c>docs/ERRORS.md</c> from the catalogue.</summary>
internal static class ErrorDocument
{
    private static readonly Dictionary<int, string> s_chapters = new()
    {
        [1] = "Connection and admission",
        [2] = "Sessions",
        [3] = "Commands and games",
        [4] = "Content",
        [5] = "Storage and recovery",
        [6] = "Admin API and access",
        [7] = "Configuration and start",
        [8] = "Client SDK",
    };

    public static string Write()
    {
        StringBuilder text = new();
        text.Append("# Errors\n\n");
        text.Append("Written from `src/GameServer.Core/Errors/ErrorCatalogue.cs`, which a test compares with this file; the same numbers everywhere. The last column says where an error shows itself:\n");
        text.Append("**sdk** the client's `GameClient.LastError`, or a `CommandAnswer`'s `Error`; **line** the process's standard error; **log** the server's log; **metric** `gameserver_errors_total{code=\"GS-…\"}`;\n");
        text.Append("**timeline** the player's timeline; **api** the member `code` of a problem of the admin API.\n");
        foreach (IGrouping<int, ErrorInfo> chapter in ErrorCatalogue.All.GroupBy(error => (int)error.Code / 1000))
        {
            text.Append($"\n## GS-{chapter.Key}xxx: {s_chapters[chapter.Key]}\n\n| Code | Meaning | What to do | For | Where |\n|---|---|---|---|---|\n");
            foreach (ErrorInfo error in chapter)
            {
                text.Append($"| <a id=\"{error.Text.ToLowerInvariant()}\"></a>{error.Text}<br>`{error.Name}` | {error.Meaning} | {error.Action} | {Words(error.Audience)} | {Words(error.Places)} |\n");
            }
        }

        return text.ToString();
    }

    private static string Words<T>(T flags)
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Where(flag => Convert.ToInt32(flag, null) != 0 && flags.HasFlag(flag)).Select(flag => flag.ToString().ToLowerInvariant()));
}

using System;
using System.Text;
using GameServer.Host.Configuration;

namespace GameServer.Tests;

/// <summary>Writes <c>docs/OPTIONS.md</c> from the table of options.</summary>
internal static class OptionsDocument
{
    public static string Write()
    {
        StringBuilder text = new();
        text.Append($"""
            # Options

            Written from `src/GameServer.Host/Configuration/OptionTable.cs`, which a test compares with this file.

            Each layer lies over the one before: the defaults below, a file (`{OptionsFile.DefaultName}` in the working directory, or the one named by `--config` or `{OptionVariables.File}`), the
            environment, flags of `gameserver run`. The file holds one object of keys and values, such as `{"{"} "tickRate": 60, "data": "/var/lib/gameserver" {"}"}`; comments and a comma too many are let
            through. Unknown keys and unknown `{OptionDefinition.VariablePrefix}*` variables are problems, and all problems are told at once, each with the place where it stands.
            `gameserver config explain` prints every value and where it came from, secrets masked, and ends with 2 when there is a problem.


            """);
        text.Append("| Flag | Key in the file | Variable | Takes | Default | What |\n|---|---|---|---|---|---|\n");
        foreach (OptionDefinition option in OptionTable.All)
        {
            string standard = option.DefaultText.Length > 0 ? $"`{option.DefaultText}`" : "–";
            string secret = option.IsSecret ? " *Secret.*" : "";
            text.Append($"| `{option.Flag}` | `{option.Key}` | `{option.Variable}` | {option.Takes} | {standard} | {option.Description.Replace("|", "\\|", StringComparison.Ordinal)}{secret} |\n");
        }

        text.Append($"""

            Two more variables are read by client commands such as `gameserver status`: `{OptionVariables.Server}` (where the server's admin address is) and `{OptionVariables.Token}` (what to show it).

            """);
        return text.ToString().ReplaceLineEndings("\n");
    }
}

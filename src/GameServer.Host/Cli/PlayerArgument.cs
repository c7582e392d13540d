using System.CommandLine;

namespace GameServer.Host.Cli;

/// <summary>The argument that names a player.</summary>
internal static class PlayerArgument
{
    public static Argument<string> Create()
    {
        Argument<string> player = new("player") { Description = "Id, or name if nobody else has it." };
        player.Validators.Add(result =>
        {
            // These would be a step within the address.
            if (result.Tokens.Count == 1 && result.Tokens[0].Value is "" or "." or "..") result.AddError($"'{result.Tokens[0].Value}' names no player.");
        });
        return player;
    }
}

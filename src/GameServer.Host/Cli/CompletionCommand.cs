using System.CommandLine;

namespace GameServer.Host.Cli;

/// <summary>
/// <c>gameserver completion bash|zsh|fish</c>: a script that asks the program itself what may come next. <c>gameserver "[suggest:N]" "LINE"</c> answers, a word per line, N being the
/// cursor's place in the line.
/// </summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # Source this, or put it into /etc/bash_completion.d/gameserver:  source <(gameserver completion bash)
        _gameserver_complete() {
            local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}"
            mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word")
        }
        complete -o default -F _gameserver_complete gameserver

        """;

    private const string Zsh = """
        #compdef gameserver
        # Put this as _gameserver into a folder of $fpath, or:  source <(gameserver completion zsh)
        _gameserver() {
            local -a words_next
            words_next=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- "${words_next[@]}" || _files
        }
        if [ "$funcstack[1]" = "_gameserver" ]; then _gameserver "$@"; else compdef _gameserver gameserver; fi

        """;

    private const string Fish = """
        # Put this into ~/.config/fish/completions/gameserver.fish, or:  gameserver completion fish | source
        function __gameserver_complete
            set -l line (commandline -cp)
            gameserver "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c gameserver -a "(__gameserver_complete)"

        """;

    public static Command Create()
    {
        Argument<string> shell = new("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        Command command = new("completion", "Prints a script that lets a shell complete this program's command lines.") { shell };
        command.SetAction(result => result.InvocationConfiguration.Output.Write(ScriptOf(result.GetValue(shell)!)));
        return command;
    }

    private static string ScriptOf(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => Fish,
    };
}

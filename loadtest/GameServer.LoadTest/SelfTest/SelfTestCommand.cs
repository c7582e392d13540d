using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.SelfTest;

/// <summary>The command line of <c>loadtest self-test</c>.</summary>
internal static class SelfTestCommand
{
    public static Command Create()
    {
        Option<string?> serverAssembly = new("--server-dll") { Description = "gameserver.dll to spawn; by default this repository's, built if it is not" };
        Command command = new("self-test", "Is the tool to be trusted? Pauses a server, delays and loses datagrams, plays from two processes and pauses one of them, and looks whether the\n"
            + "figures say so. Linux only; takes about a minute. Exit code: 0 they do; 1 they do not; 2 nothing could be tested.")
        {
            serverAssembly,
        };
        command.SetAction(async parsed =>
        {
            string? assembly = parsed.GetValue(serverAssembly) ?? BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", Console.Error.WriteLine);
            if (!OperatingSystem.IsLinux() || assembly is null || !File.Exists(assembly))
            {
                Console.Error.WriteLine($"loadtest: {(OperatingSystem.IsLinux() ? "no server to spawn" : "self-test stops and continues processes, which only Linux does")}");
                return (int)ExitCode.Unusable;
            }

            IReadOnlyList<SelfCheck>? checks = await new SelfTestRun(assembly).Run();
            foreach (SelfCheck check in checks ?? []) Console.WriteLine($"{(check.Holds ? "shows " : "HIDDEN")}  {check.Name}: {check.Measured}");
            if (checks is null) return (int)ExitCode.Unusable;
            return (int)(checks.All(check => check.Holds) ? ExitCode.Pass : ExitCode.Fail);
        });
        return command;
    }
}

using System.CommandLine;
using GameServer.Host;

RootCommand root = new("An authoritative real-time game server over UDP.") { RunCommand.Create() };
return root.Parse(args).Invoke();

using System.CommandLine;
using GameServer.Host;
using GameServer.Host.Tools;

RootCommand root = new("An authoritative real-time game server over UDP.") { RunCommand.Create(), ReplayCommand.Create(), JournalCommand.Create() };
return root.Parse(args).Invoke();

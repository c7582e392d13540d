using GameServer.Host;

return CommandLine.Run(args);

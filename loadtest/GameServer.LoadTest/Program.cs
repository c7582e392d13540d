using System.CommandLine;

RootCommand root = new("Realistic players against a GameServer, over UDP or under virtual time.");
return root.Parse(args).Invoke();

using System.CommandLine;
using GameServer.LoadTest.Flood;
using GameServer.LoadTest.Garbage;
using GameServer.LoadTest.Run;

RootCommand root = new("Realistic players against a GameServer, over UDP or under virtual time.")
{
    RunCommand.Create(),
    GarbageCommand.Create(),
    FloodCommand.Create(),
};
return root.Parse(args).Invoke();

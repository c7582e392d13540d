using System.CommandLine;
using GameServer.LoadTest.Budget;
using GameServer.LoadTest.Flood;
using GameServer.LoadTest.Garbage;
using GameServer.LoadTest.Play;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Scenes;
using GameServer.LoadTest.Simulate;

RootCommand root = new("Realistic players against a GameServer, over UDP or under virtual time.")
{
    RunCommand.Create(),
    GarbageCommand.Create(),
    LagCommand.Create(),
    BudgetCommand.Create(),
    PlayCommand.Create(),
    FloodCommand.Create(),
    SimulateCommand.Create(),
};
return root.Parse(args).Invoke();

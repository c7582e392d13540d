using System.CommandLine;
using GameServer.LoadTest.Budget;
using GameServer.LoadTest.Capacity;
using GameServer.LoadTest.Compare;
using GameServer.LoadTest.Crash;
using GameServer.LoadTest.Flood;
using GameServer.LoadTest.Garbage;
using GameServer.LoadTest.LiveContent;
using GameServer.LoadTest.Play;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Scenarios;
using GameServer.LoadTest.Scenes;
using GameServer.LoadTest.SelfTest;
using GameServer.LoadTest.Simulate;
using GameServer.LoadTest.StandIn;
using GameServer.LoadTest.Thresholds;
using GameServer.LoadTest.Watch;
using GameServer.LoadTest.Workers;

RootCommand root = new("Realistic players against a GameServer, over UDP or under virtual time.")
{
    RunCommand.Create(),
    RecordCommand.Create(),
    CapacityCommand.Create(),
    CompareCommand.Create(),
    ReportCommand.Create(),
    ScenariosCommand.Create(),
    MetricsCommand.Create(),
    WorkerCommand.Create(),
    SelfTestCommand.Create(),
    StandInCommand.Create(),
    GarbageCommand.Create(),
    LagCommand.Create(),
    BudgetCommand.Create(),
    PlayCommand.Create(),
    FloodCommand.Create(),
    CrashCommand.Create(),
    ContentCommand.Create(),
    SimulateCommand.Create(),
    WatchCommand.Create(),
};
ParseResult parsed = root.Parse(args);
int code = parsed.Invoke();
return parsed.Errors.Count > 0 ? (int)ExitCode.Unusable : code;   // the library's own code for wrong usage is 1, which means that a threshold was broken

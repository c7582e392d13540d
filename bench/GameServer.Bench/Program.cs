using System.CommandLine;
using GameServer.Bench.Bots;
using GameServer.Bench.Codec;
using GameServer.Bench.Decoding;
using GameServer.Bench.Floor;
using GameServer.Bench.Interest;
using GameServer.Bench.Micro;
using GameServer.Bench.Pacing;
using GameServer.Bench.Recovery;
using GameServer.Bench.Records;
using GameServer.Bench.Steps;
using GameServer.Bench.Traces;
using GameServer.Bench.Transport;

RootCommand root = new("Baselines and benchmarks of GameServer. Every command takes --json and then prints one JSON object.")
{
    FloorCommand.Create(),
    FloorClientsCommand.Create(),
    TickCommand.Create(),
    StepCommand.Create(),
    RecoverCommand.Create(),
    DecodeCommand.Create(),
    BotsCommand.Create(),
    TransportCommand.Create(),
    TransportClientsCommand.Create(),
    InterestCommand.Create(),
    RecordsCommand.Create(),
    MicroCommand.Create(),
    TraceCommand.Create(),
    CodecCommand.Create(),
};
return root.Parse(args).Invoke();

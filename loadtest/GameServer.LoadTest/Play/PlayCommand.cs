using System;
using System.CommandLine;
using System.IO;
using System.Net;
using System.Threading;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Target;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.LoadTest.Play;

/// <summary>The command line of <c>loadtest play</c>: the arena in a terminal, and a complete example of a client.</summary>
internal sealed class PlayCommand : IClientGame
{
    private const int FrameMs = 16;
    private const double ScriptSecondsMax = 7_200;   // a script that never gets to play must end too

    private readonly int[] _controls = new int[ArenaSchema.Schema.Input.Fields.Length];
    private ArenaInput _input;
    private InputRecording? _recording;

    public static System.CommandLine.Command Create()
    {
        Option<string> server = new("--server") { Description = "HOST:PORT of the server; IPv6 as [::1]:7777", DefaultValueFactory = _ => "127.0.0.1:7777" };
        Option<string> name = new("--name") { Description = "Shown to others", DefaultValueFactory = _ => "player" };
        Option<string> key = new("--key") { Description = "Connect key of the server", DefaultValueFactory = _ => "gameserver" };
        Option<string?> script = new("--script") { Description = "Keys and seconds instead of a keyboard, such as \"d:1 df:0.5 -:1\"; prints the last picture and leaves" };
        Option<string?> record = new("--record") { Description = "A file for what is commanded, tick by tick: a script for scripted bots" };
        System.CommandLine.Command command = new("play", "The arena in a terminal. w a s d or arrows fly, f or space fires, e dashes, q leaves.\nExit code: 0 left as asked; 1 the connection was closed; 2 wrong usage.")
        {
            server, name, key, script, record,
        };
        command.SetAction(parsed => new PlayCommand().Run(parsed.GetValue(server)!, parsed.GetValue(name)!, parsed.GetValue(key)!, parsed.GetValue(script), parsed.GetValue(record)));
        return command;
    }

    void IClientGame.SampleInput(GameClient client, Tick tick, Span<int> fields)
    {
        ArenaInputCodec.Instance.CaptureOne(_input, fields);
        _recording?.InputSampled(tick, fields);
    }

    void IClientGame.SnapshotApplied(GameClient client, in SnapshotArrival arrival)
    {
        // What arrived is drawn with the next frame.
    }

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine($"loadtest: {problem}");
        return (int)ExitCode.Unusable;
    }

    private int Run(string server, string name, string key, string? script, string? record)
    {
        if (!ServerAddress.TryParse(server, out ServerAddress address)) return Refuse($"--server is '{server}'; HOST:PORT is needed");
        IPEndPoint? resolved = address.TryResolve().GetAwaiter().GetResult();
        if (resolved is null) return Refuse($"no address for {address.Host}");
        IHands hands = new KeyboardHands();
        if (script is not null)
        {
            if (!ScriptHands.TryParse(script, out ScriptHands scripted, out string problem)) return Refuse(problem);
            hands = scripted;
        }
        else if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            return Refuse("play needs a terminal, or --script");
        }

        if (record is not null) _recording = new InputRecording(ArenaSchema.Schema.Input);
        Endpoint target = Endpoint.From(resolved);
        IPAddress any = target.IsIPv4 ? IPAddress.Any : IPAddress.IPv6Any;
        using UdpDatagramSocket socket = UdpDatagramSocket.Bind(new IPEndPoint(any, 0), UdpSocketOptions.Small);
        GameClientOptions options = new() { ConnectKey = key, PlayerName = name, Predicts = new ArenaPrediction(), Interpolates = true };
        GameClient client = new(ArenaSchema.Schema, this, options, socket, new SnapshotScratch(), (ulong)SteadyClock.Nanoseconds());
        client.Connect(target, SteadyClock.Now(SteadyClock.UtcOffsetTicks()));
        TerminalFrame frame = script is null ? new TerminalFrame(Math.Max(60, Console.WindowWidth - 1), Math.Max(16, Console.WindowHeight - 1)) : new TerminalFrame(100, 30);
        Play(client, hands, frame, draws: script is null);
        if (script is not null) Console.Write(frame.ToPlainText());
        if (_recording is not null && !TrySave(_recording, record!)) return (int)ExitCode.Unusable;
        bool asked = client.CloseReason == ClientCloseReason.Left;
        if (!asked) Console.Error.WriteLine($"closed: {client.CloseReason} {client.CloseText}");
        return asked ? (int)ExitCode.Pass : (int)ExitCode.Fail;
    }

    private static bool TrySave(InputRecording recording, string path)
    {
        try
        {
            recording.Write(path);
            Console.WriteLine($"written to {path}: the inputs of {recording.Count} ticks");
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Refuse($"--record: {problem.Message}");
            return false;
        }
    }

    // A frame: read the controls, let the client work, show, draw. A real game's loop has the same four lines.
    private void Play(GameClient client, IHands hands, TerminalFrame frame, bool draws)
    {
        ArenaPainter painter = new(frame);
        long utcOffset = SteadyClock.UtcOffsetTicks();
        long endNs = draws ? long.MaxValue : SteadyClock.Nanoseconds() + (long)(ScriptSecondsMax * Timestamp.NanosecondsPerSecond);
        if (draws) Console.Write("\e[2J\e[?25l");
        try
        {
            while (!hands.WantsToLeave && client.State != ClientState.Closed && SteadyClock.Nanoseconds() < endNs)
            {
                Timestamp now = SteadyClock.Now(utcOffset);
                _input = hands.Controls(client, now.Nanoseconds);
                client.Poll(now);
                ArenaInputCodec.Instance.CaptureOne(_input, _controls);
                client.Show(now, _controls);
                painter.Paint(client);
                if (draws) Console.Write(frame.ToAnsi());
                Thread.Sleep(FrameMs);
            }
        }
        finally
        {
            if (draws) Console.Write("\e[?25h\e[0m\n");
        }

        client.Leave();
        for (int i = 0; i < 30; i++)
        {
            client.Poll(SteadyClock.Now(utcOffset));
            Thread.Sleep(2);
        }
    }
}

using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// A room's world advanced one tick: what arrived since the last one is consumed in order, the game runs, the result is quantised into the history. A pure function of the
/// seed and of the calls made on it: no clock, no thread, no I/O.
/// </summary>
public sealed class RoomSimulation
{
    private const int EndOfSeats = -1;
    private const int NameBytesMax = 4_096;

    private readonly IGame _game;
    private readonly Seat[] _seats;
    private IRoomRecorder? _recorder;
    private int _seatCount;   // seats ever used; all above are free

    /// <summary>An empty room before its first tick.</summary>
    public RoomSimulation(IGame game, int entityCapacity, int playerCapacity, ulong seed)
    {
        _game = game;
        World = new World(game.Schema, entityCapacity, playerCapacity, seed);
        History = new History(game.Schema, entityCapacity);
        World.Rewind = new Rewind(World, History);
        _seats = new Seat[playerCapacity];
    }

    /// <summary>The room's state.</summary>
    public World World { get; }

    /// <summary>The room's last 64 ticks as clients see them.</summary>
    public History History { get; }

    /// <summary>The game's own rule of who is shown what, if it has one.</summary>
    public IRelevancy? RelevancyRule => _game.RelevancyRule;

    /// <summary>The last tick finished.</summary>
    public Tick Tick => World.Tick;

    /// <summary>Players seated, and those who will be at the next tick.</summary>
    public int PlayerCount { get; private set; }

    /// <summary>Hash of the newest tick's state.</summary>
    public ulong StateHash => History.StateHash(World);

    /// <summary>Tells <paramref name="recorder"/> from now on what each tick consumes. A record that begins after tick 1 needs the room's state at that tick beside it.</summary>
    public void RecordTo(IRoomRecorder recorder)
    {
        Check.That(_recorder is null);
        _recorder = recorder;
    }

    /// <summary>Reserves a seat; the game hears of it at the start of the next tick.</summary>
    /// <returns>The seat, or null when the room is full.</returns>
    public PlayerSlot? Join(string name)
    {
        int free = Array.FindIndex(_seats, seat => seat.State == SeatState.Free);
        if (free < 0) return null;
        PlayerSlot player = new((ushort)free);
        JoinAt(player, name);
        return player;
    }

    /// <summary>Reserves a given seat, which must be free.</summary>
    internal void JoinAt(PlayerSlot player, string name)
    {
        ref Seat seat = ref _seats[player.Value];
        Check.That(seat.State == SeatState.Free);
        seat.State = SeatState.Joining;
        seat.Name = name;
        seat.Inputs ??= new InputQueue(_game.Schema.Input, _game.Schema.InputDefaults);
        seat.Inputs.Reset(Tick);
        _seatCount = Math.Max(_seatCount, player.Value + 1);
        PlayerCount++;
    }

    /// <summary>Gives a seat up; the game hears of it at the start of the next tick, and only then can it be taken again.</summary>
    public void Leave(PlayerSlot player)
    {
        ref Seat seat = ref _seats[player.Value];
        Check.That(seat.State is SeatState.Joining or SeatState.Seated);
        seat.State = seat.State == SeatState.Joining ? SeatState.Free : SeatState.Leaving;
        PlayerCount--;
    }

    /// <summary>The jitter buffer of a seat that is taken.</summary>
    public InputQueue InputsOf(PlayerSlot player)
    {
        InputQueue? inputs = _seats[player.Value].Inputs;
        Check.That(inputs is not null);
        return inputs;
    }

    /// <summary>Says how far actions may be rewound; before the first tick.</summary>
    public void LimitRewind(RewindLimits limits) => World.Rewind.Limit(limits);

    /// <summary>Advances the room by one tick.</summary>
    public void Step()
    {
        World.Tick = World.Tick.Next;
        if (World.Tick.Value == 1) _game.Start(World);
        ApplyLeaves();
        ApplyJoins();
        ApplyInputs();
        _game.Tick(World);
        World.Sweep();
        History.Capture(World);
        History.SnapPredicted(World);
        _recorder?.TickEnded(this);
    }

    /// <summary>
    /// Saves what the room's log up to the last tick led to, and nothing else: joins, leaves and inputs that wait for the next tick belong to that tick's log.
    /// </summary>
    internal void Save(StateWriter state)
    {
        World.Save(state);
        World.Rewind.Save(state);
        for (int i = 0; i < _seats.Length; i++)
        {
            if (_seats[i].State is not (SeatState.Seated or SeatState.Leaving)) continue;
            state.Write(i);
            state.WriteText(_seats[i].Name);
            _seats[i].Inputs!.Save(state);
        }

        state.Write(EndOfSeats);
    }

    /// <summary>Puts a saved room in the place of this one, which has not run yet.</summary>
    internal void Load(ref StateReader state)
    {
        Check.That(Tick.IsNone && PlayerCount == 0);
        World.Tick = World.Tick.Next;
        _game.Start(World);   // what the game sets up beside the world; the world itself is overwritten
        World.Load(ref state);
        World.Rewind.Load(ref state);
        for (int i = state.Read<int>(); i != EndOfSeats && !state.Failed; i = state.Read<int>())
        {
            state.Require(i >= 0 && i < _seats.Length);
            if (state.Failed) return;
            JoinAt(new PlayerSlot((ushort)i), state.ReadText(NameBytesMax));
            _seats[i].State = SeatState.Seated;
            _seats[i].Inputs!.Load(ref state, Tick);
        }
    }

    private void ApplyLeaves()
    {
        for (int i = 0; i < _seatCount; i++)
        {
            if (_seats[i].State != SeatState.Leaving) continue;
            PlayerSlot player = new((ushort)i);
            if (!Mutations.Has(Mutation.LogForgetsLeave)) _recorder?.PlayerLeft(World.Tick, player);
            _game.PlayerLeft(World, player);
            World.SetTeam(player, null);
            _seats[i].State = SeatState.Free;
        }
    }

    private void ApplyJoins()
    {
        for (int i = 0; i < _seatCount; i++)
        {
            if (_seats[i].State != SeatState.Joining) continue;
            PlayerSlot player = new((ushort)i);
            _seats[i].State = SeatState.Seated;
            World.Rewind.Reset(player);
            _recorder?.PlayerJoined(World.Tick, player, _seats[i].Name);
            _game.PlayerJoined(World, player, _seats[i].Name);
        }
    }

    private void ApplyInputs()
    {
        for (int i = 0; i < _seatCount; i++)
        {
            if (_seats[i].State != SeatState.Seated) continue;
            PlayerSlot player = new((ushort)i);
            InputQueue inputs = _seats[i].Inputs!;
            ReadOnlySpan<int> fields = inputs.Consume(World.Tick);
            _recorder?.InputConsumed(World.Tick, player, fields, inputs.View);
            World.Rewind.Note(player, inputs.View);
            _game.Input(World, player, fields);
            if (Mutations.Has(Mutation.ApplyInputTwice)) _game.Input(World, player, fields);
        }
    }

    private enum SeatState : byte
    {
        Free,
        Joining,
        Seated,
        Leaving,
    }

    private struct Seat
    {
        public SeatState State;
        public string Name;
        public InputQueue? Inputs;
    }
}

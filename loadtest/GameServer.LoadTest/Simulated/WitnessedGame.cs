using System;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.LoadTest.Simulated;

/// <summary>
/// Arena with a witness between it and the room: sees every call a room makes on a game, checks the order and number of them, each player's command against what that player
/// really gave, and Arena's own invariants; then notes the truth of the tick.
/// </summary>
internal sealed class WitnessedGame : IGame
{
    private readonly IGame _game;
    private readonly SimulatedRun _run;
    private readonly ArenaAudit _audit;
    private readonly SeatState[] _seats;
    private bool _isWatching;   // not while a recovery runs ticks again

    public WitnessedGame(SimulatedRun run, ArenaGame game, int entityCapacity, int playerCapacity)
    {
        _game = game;
        _run = run;
        _audit = new ArenaAudit(entityCapacity);
        _seats = new SeatState[playerCapacity];
        Truth = new RoomTruth(_game.Schema, entityCapacity, playerCapacity);
    }

    public GameSchema Schema => _game.Schema;

    public ContentDeclaration? Content => _game.Content;

    public RoomTruth Truth { get; }

    /// <summary>Players the game has heard of and who have not left.</summary>
    public int SeatedCount { get; private set; }

    /// <summary>From now on what the room does is held against what its players do. It may come from a former process, with seats that are taken.</summary>
    public void Watch(Room room)
    {
        _isWatching = true;
        foreach (Session session in room.Sessions)
        {
            Seat(session.Player, session.PlayerName, room.Tick);
        }
    }

    public void Start(World world) => _game.Start(world);

    public void ContentChanged(World world) => _game.ContentChanged(world);

    public void PlayerJoined(World world, PlayerSlot player, string name)
    {
        if (_isWatching) Seat(player, name, world.Tick - 1);
        _game.PlayerJoined(world, player, name);
    }

    public void PlayerLeft(World world, PlayerSlot player)
    {
        if (_isWatching && !_seats[player.Value].IsTaken) throw Failure(world, $"player {player} left twice");
        if (_isWatching) SeatedCount--;
        _seats[player.Value] = default;
        _game.PlayerLeft(world, player);
    }

    public void PlayerInterrupted(World world, PlayerSlot player)
    {
        _seats[player.Value].LastHash = InputLedger.HashOf(Schema.InputDefaults);   // a player who is lost gives none
        _game.PlayerInterrupted(world, player);
    }

    public void PlayerReturned(World world, PlayerSlot player) => _game.PlayerReturned(world, player);

    public CommandResult Command(World world, PlayerSlot player, ReadOnlySpan<byte> command) => _game.Command(world, player, command);

    public void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields)
    {
        if (_isWatching) CheckInput(world, player, fields);
        _game.Input(world, player, fields);
    }

    private void CheckInput(World world, PlayerSlot player, ReadOnlySpan<int> fields)
    {
        ref SeatState seat = ref _seats[player.Value];
        if (!seat.IsTaken) throw Failure(world, $"an input came from seat {player}, where nobody sits");
        if (seat.InputTick != world.Tick - 1) throw Failure(world, $"seat {player}'s input came for tick {world.Tick} after one for tick {seat.InputTick}");
        seat.InputTick = world.Tick;
        ulong hash = InputLedger.HashOf(fields);
        bool isOwn = seat.Ledger is null || hash == seat.LastHash || seat.Ledger.Gave(world.Tick, hash);
        if (!isOwn) throw Failure(world, $"{seat.Name} in seat {player} never gave the command that tick {world.Tick} consumed: {string.Join(" ", fields.ToArray())}");
        seat.LastHash = hash;
    }

    public void Tick(World world)
    {
        if (!_isWatching)
        {
            _game.Tick(world);
            return;
        }

        for (int i = 0; i < _seats.Length; i++)
        {
            if (_seats[i].IsTaken && _seats[i].InputTick != world.Tick) throw Failure(world, $"seat {i} had no input in tick {world.Tick}");
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        _audit.Before(world);
        _run.UnmeasuredBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        _game.Tick(world);
        before = GC.GetAllocatedBytesForCurrentThread();
        if ((_audit.After(world) ?? ArenaInvariants.Check(world)) is { } broken) throw new CheckFailedException("arena", $"tick {world.Tick}: {broken}");
        Truth.Capture(world);
        _run.UnmeasuredBytes += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private void Seat(PlayerSlot player, string name, Tick inputTick)
    {
        ref SeatState seat = ref _seats[player.Value];
        if (seat.IsTaken) throw new CheckFailedException("inputs", $"tick {inputTick + 1}: player {player} joined twice");
        seat = new SeatState { IsTaken = true, Name = name, Ledger = _run.LedgerOf(name), InputTick = inputTick, LastHash = InputLedger.HashOf(Schema.InputDefaults) };
        SeatedCount++;
    }

    private static CheckFailedException Failure(World world, string text) => new("inputs", $"tick {world.Tick}: {text}");

    private struct SeatState
    {
        public bool IsTaken;
        public string Name;
        public InputLedger? Ledger;   // null: nothing is known of what this player gave
        public Tick InputTick;
        public ulong LastHash;
    }
}

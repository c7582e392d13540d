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

    private readonly IGame _game;
    private readonly Seat[] _seats;
    private IRoomRecorder? _recorder;
    private int _seatCount;       // seats ever used; all above are free
    private int _waitingCommands;
    private Tick _storedThrough;
    private Tick _contentDue;
    private bool _presenceChanges;   // some seat's player was lost or came back since the last tick

    /// <summary>An empty room before its first tick.</summary>
    public RoomSimulation(IGame game, int entityCapacity, int playerCapacity, ulong seed)
    {
        _game = game;
        Seed = seed;
        World = new World(game.Schema, entityCapacity, playerCapacity, seed) { Content = game.Content?.Defaults ?? ContentSet.None };
        History = new History(game.Schema, entityCapacity);
        World.Rewind = new Rewind(World, History);
        Outbox = new EffectOutbox(playerCapacity);
        _seats = new Seat[playerCapacity];
    }

    /// <summary>This life of the room, unlike any other's on any node: in the ids of all that it promises. The same after a recovery.</summary>
    public ulong Key { get; internal set; }

    /// <summary>Where its randomness started.</summary>
    public ulong Seed { get; }

    /// <summary>What is played in it.</summary>
    public IGame Game => _game;

    /// <summary>The room's state.</summary>
    public World World { get; }

    /// <summary>The room's last 64 ticks as clients see them.</summary>
    public History History { get; }

    /// <summary>The game's own rule of who is shown what, if it has one.</summary>
    public IRelevancy? RelevancyRule => _game.RelevancyRule;

    /// <summary>What was promised to players' records and is not known to be stored.</summary>
    public EffectOutbox Outbox { get; }

    /// <summary>The last tick finished.</summary>
    public Tick Tick => World.Tick;

    /// <summary>Players seated, and those who will be at the next tick.</summary>
    public int PlayerCount { get; private set; }

    /// <summary>The content that the room will run with, from a tick on that was said; null when no change is under way. No part of the room's state: it enters with its tick.</summary>
    public ContentSet? NextContent { get; private set; }

    /// <summary>Hash of the newest tick's state.</summary>
    public ulong StateHash => History.StateHash(World);

    /// <summary>
    /// Tells <paramref name="recorder"/> from now on what each tick consumes, after those that are told already. A record that begins after tick 1 needs the room's state at that tick
    /// beside it.
    /// </summary>
    public void RecordTo(IRoomRecorder recorder) => _recorder = _recorder is null ? recorder : new RoomRecorders(_recorder, recorder);

    /// <summary>Reserves a seat; the game hears of it at the start of the next tick.</summary>
    /// <returns>The seat, or null when the room is full.</returns>
    public PlayerSlot? Join(in PlayerIdentity identity)
    {
        int free = Array.FindIndex(_seats, seat => seat.State == SeatState.Free);
        if (free < 0) return null;
        PlayerSlot player = new((ushort)free);
        JoinAt(player, identity);
        return player;
    }

    /// <summary>The same for a player of whom only the name is known.</summary>
    public PlayerSlot? Join(string name) => Join(new PlayerIdentity("", name, 0));

    /// <summary>Reserves a given seat, which must be free.</summary>
    internal void JoinAt(PlayerSlot player, in PlayerIdentity identity)
    {
        ref Seat seat = ref _seats[player.Value];
        Check.That(seat.State == SeatState.Free);
        seat.State = SeatState.Joining;
        seat.Identity = identity;
        seat.TokenGeneration = 1;
        seat.InterruptedSince = Tick.None;
        seat.WantsInterrupted = false;
        seat.ReturningGeneration = 0;
        seat.Commands?.Reset();
        seat.Inputs ??= new InputQueue(_game.Schema.Input, _game.Schema.InputDefaults);
        seat.Inputs.Reset(Tick);
        _seatCount = Math.Max(_seatCount, player.Value + 1);
        PlayerCount++;
    }

    /// <summary>Gives a seat up; the game hears of it at the start of the next tick, and only then can it be taken again.</summary>
    public void Leave(PlayerSlot player)
    {
        ref Seat seat = ref TakenSeat(player);
        if (seat.Commands is { } commands)
        {
            _waitingCommands -= commands.WaitingCount;
            commands.Reset();
        }

        seat.State = seat.State == SeatState.Joining ? SeatState.Free : SeatState.Leaving;
        PlayerCount--;
    }

    /// <summary>The player was lost and the seat is kept: from the next tick on its inputs are neutral ones, until <see cref="Return"/> or <see cref="Leave"/>.</summary>
    public void Interrupt(PlayerSlot player)
    {
        ref Seat seat = ref TakenSeat(player);
        seat.WantsInterrupted = true;
        seat.Inputs!.Silence();
        _presenceChanges = true;
    }

    /// <summary>A player who was lost is back; the game hears of it at the start of the next tick.</summary>
    /// <param name="player">The seat.</param>
    /// <param name="tokenGeneration">The oldest resume token the player may use from now on; never lower than before.</param>
    public void Return(PlayerSlot player, uint tokenGeneration)
    {
        ref Seat seat = ref TakenSeat(player);
        Check.That(seat.WantsInterrupted);
        Check.That(tokenGeneration >= Math.Max(seat.TokenGeneration, seat.ReturningGeneration));
        seat.WantsInterrupted = false;
        seat.ReturningGeneration = tokenGeneration;
        _presenceChanges = true;
    }

    /// <summary>Takes a player's command for the next tick that has room for it: at most <see cref="Limits.CommandsPerTick"/> of a player in each.</summary>
    /// <param name="player">The seat.</param>
    /// <param name="sequence">The sender's number: 1 for the first command of the session, then one more each time.</param>
    /// <param name="command">The game's own bytes; copied.</param>
    public CommandOffer OfferCommand(PlayerSlot player, uint sequence, ReadOnlySpan<byte> command)
    {
        ref Seat seat = ref TakenSeat(player);
        seat.Commands ??= new SeatCommands();
        CommandOffer offer = seat.Commands.Offer(sequence, command);
        if (offer == CommandOffer.Queued) _waitingCommands++;
        return offer;
    }

    /// <summary>Changes the room's content; no other change may be under way.</summary>
    /// <param name="content">Made by this game's declaration.</param>
    /// <param name="from">The first tick that runs with it, after the last one finished.</param>
    public void ChangeContent(ContentSet content, Tick from)
    {
        Check.That(NextContent is null);
        Check.That(from > Tick);
        NextContent = content;
        _contentDue = from;
    }

    /// <summary>Takes a change back that has not come to its tick.</summary>
    public void KeepContent() => NextContent = null;

    /// <summary>Content that the room has when it begins, or had when it was saved; before its first tick here.</summary>
    public void BeginWith(ContentSet content)
    {
        Check.That(Tick.IsNone);
        World.Content = content;
    }

    /// <summary>Everything that was promised up to a tick is stored; the next tick forgets it.</summary>
    public void EffectsStored(Tick through)
    {
        Check.That(through <= Tick);
        _storedThrough = through;
    }

    /// <summary>True for a seat that is nobody's and that nobody is leaving.</summary>
    internal bool IsFree(PlayerSlot player) => _seats[player.Value].State == SeatState.Free;

    /// <summary>True for a seat whose player has been in the game's last tick and stays.</summary>
    internal bool IsSeated(PlayerSlot player) => _seats[player.Value].State == SeatState.Seated;

    /// <summary>True for a seat whose input the next tick consumes.</summary>
    internal bool IsSeatedNext(PlayerSlot player) => _seats[player.Value].State is SeatState.Seated or SeatState.Joining;

    /// <summary>The commands of a seat that is taken; null before the first.</summary>
    public SeatCommands? CommandsOf(PlayerSlot player) => TakenSeat(player).Commands;

    /// <summary>Who sits in a seat that is taken.</summary>
    public PlayerIdentity IdentityOf(PlayerSlot player) => TakenSeat(player).Identity;

    /// <summary>Whose record an effect of the last tick goes to: of a player who left in that tick, too, as the seat is not taken again before the next.</summary>
    public string RecipientOf(in WorldEffect effect) => _seats[effect.Player.Value].Identity.Id;

    /// <summary>The oldest resume token that the player of a taken seat may use.</summary>
    public uint TokenGenerationOf(PlayerSlot player)
    {
        ref Seat seat = ref TakenSeat(player);
        return Math.Max(seat.TokenGeneration, seat.ReturningGeneration);
    }

    /// <summary>True while a player of that id has given up a seat and the game has not heard of it yet.</summary>
    internal bool IsLeaving(string playerId) => Array.Exists(_seats, seat => seat.State == SeatState.Leaving && seat.Identity.Id == playerId);

    /// <summary>True for a seat that somebody has.</summary>
    public bool IsTaken(PlayerSlot player) => _seats[player.Value].State is SeatState.Joining or SeatState.Seated;

    /// <summary>True while the player of a taken seat is lost, or will be at the next tick.</summary>
    public bool IsInterrupted(PlayerSlot player) => TakenSeat(player).WantsInterrupted;

    /// <summary>The first tick that a taken seat was without its player; <see cref="Tick.None"/> when that has not happened, or not reached a tick yet.</summary>
    public Tick InterruptedSince(PlayerSlot player) => TakenSeat(player).InterruptedSince;

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
        ApplyStored();
        ApplyContent();
        World.Effects.Begin(Outbox.BytesMax - Outbox.Bytes);
        if (World.Tick.Value == 1) _game.Start(World);
        ApplyLeaves();
        ApplyJoins();
        ApplyPresence();
        ApplyCommands();
        ApplyInputs();
        _game.Tick(World);
        World.Sweep();
        History.Capture(World);
        History.SnapPredicted(World);
        KeepPromises();
        _recorder?.TickEnded(this);
    }

    /// <summary>
    /// Saves what the room's log up to the last tick led to, and nothing else: joins, leaves, commands and inputs that wait for the next tick belong to that tick's log.
    /// </summary>
    internal void Save(StateWriter state)
    {
        World.Save(state);
        World.Rewind.Save(state);
        Outbox.Save(state);
        for (int i = 0; i < _seats.Length; i++)
        {
            if (_seats[i].State is not (SeatState.Seated or SeatState.Leaving)) continue;
            state.Write(i);
            _seats[i].Save(state);
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
        Outbox.Load(ref state);
        for (int i = state.Read<int>(); i != EndOfSeats && !state.Failed; i = state.Read<int>())
        {
            state.Require(i >= 0 && i < _seats.Length && _seats[i].State == SeatState.Free);
            if (state.Failed) return;
            JoinAt(new PlayerSlot((ushort)i), default);
            _seats[i].Load(ref state, Tick);
        }
    }

    private void ApplyStored()
    {
        if (_storedThrough.IsNone) return;
        _recorder?.EffectsStored(World.Tick, _storedThrough);
        Outbox.DropThrough(_storedThrough);
        _storedThrough = Tick.None;
    }

    // In tick 1 the game has not started, and finds the content when it does.
    private void ApplyContent()
    {
        if (NextContent is null || World.Tick < _contentDue) return;
        _recorder?.ContentChanged(World.Tick, NextContent);
        World.Content = NextContent;
        NextContent = null;
        if (World.Tick.Value > 1) _game.ContentChanged(World);
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
            _recorder?.PlayerJoined(World.Tick, player, _seats[i].Identity);
            World.ShowProfile(player, _seats[i].Identity.Profile);
            _game.PlayerJoined(World, player, _seats[i].Identity.Name);
            World.ShowProfile(null, default);
            _seats[i].Identity = _seats[i].Identity with { Profile = default };
        }
    }

    // Whatever came and went between two ticks, the game hears at most: lost, back, lost.
    private void ApplyPresence()
    {
        if (!_presenceChanges) return;
        _presenceChanges = false;
        for (int i = 0; i < _seatCount; i++)
        {
            ref Seat seat = ref _seats[i];
            if (seat.State != SeatState.Seated) continue;
            PlayerSlot player = new((ushort)i);
            if (seat.ReturningGeneration != 0)
            {
                if (!seat.IsInterrupted) ApplyInterrupt(player, ref seat);
                ApplyReturn(player, ref seat);
            }

            if (seat.WantsInterrupted && !seat.IsInterrupted) ApplyInterrupt(player, ref seat);
        }
    }

    private void ApplyInterrupt(PlayerSlot player, ref Seat seat)
    {
        seat.InterruptedSince = World.Tick;
        _recorder?.PlayerInterrupted(World.Tick, player);
        _game.PlayerInterrupted(World, player);
    }

    private void ApplyReturn(PlayerSlot player, ref Seat seat)
    {
        seat.InterruptedSince = Tick.None;
        seat.TokenGeneration = seat.ReturningGeneration;
        seat.ReturningGeneration = 0;
        _recorder?.PlayerReturned(World.Tick, player, seat.TokenGeneration);
        _game.PlayerReturned(World, player);
    }

    private void ApplyCommands()
    {
        if (_waitingCommands == 0) return;
        for (int i = 0; i < _seatCount; i++)
        {
            if (_seats[i].State == SeatState.Seated && _seats[i].Commands is { WaitingCount: > 0 } commands) ApplyCommands(new PlayerSlot((ushort)i), commands);
        }
    }

    private void ApplyCommands(PlayerSlot player, SeatCommands commands)
    {
        for (int count = Math.Min(commands.WaitingCount, Limits.CommandsPerTick); count > 0; count--)
        {
            uint sequence = commands.LastApplied + 1;
            ReadOnlySpan<byte> command = commands.BytesOf(sequence);
            _recorder?.CommandConsumed(World.Tick, player, sequence, command);
            commands.Applied(_game.Command(World, player, command), World.Tick);
            _waitingCommands--;
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

    // A player who left in this tick still has the seat's record: nobody sits there before the next.
    private void KeepPromises()
    {
        WorldEffects promised = World.Effects;
        for (int i = 0; i < promised.Count; i++)
        {
            WorldEffect effect = promised[i];
            ref readonly PlayerIdentity player = ref _seats[effect.Player.Value].Identity;
            if (player.HasRecord) Outbox.Add(Key, World.Tick, player.Id, effect);
        }
    }

    private ref Seat TakenSeat(PlayerSlot player)
    {
        ref Seat seat = ref _seats[player.Value];
        Check.That(seat.State is SeatState.Joining or SeatState.Seated);
        return ref seat;
    }
}

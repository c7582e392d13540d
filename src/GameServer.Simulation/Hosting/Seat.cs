using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// One seat as plain data: all that a room knows of a player beside the world. Who saves a room saves these; what was asked for since the last tick (the wanted changes, commands
/// and inputs that wait) is no part of a finished tick.
/// </summary>
internal struct Seat
{
    private const int TextBytesMax = 4_096;

    /// <summary>Who sits here.</summary>
    public PlayerIdentity Identity;

    /// <summary>The oldest resume token the player may still use: raised with each return, so that every token is used once.</summary>
    public uint TokenGeneration;

    /// <summary>The first tick without the player; <see cref="Tick.None"/> while present.</summary>
    public Tick InterruptedSince;

    /// <summary>The jitter buffer, made when the seat is first taken.</summary>
    public InputQueue? Inputs;

    /// <summary>The session's commands, made when the seat's first one comes.</summary>
    public SeatCommands? Commands;

    /// <summary>Where the seat stands.</summary>
    public SeatState State;

    /// <summary>What the seat shall be after the next tick.</summary>
    public bool WantsInterrupted;

    /// <summary>Token generation of a return that the next tick applies; 0 for none.</summary>
    public uint ReturningGeneration;

    public readonly bool IsInterrupted => !InterruptedSince.IsNone;

    public readonly void Save(StateWriter state)
    {
        state.WriteText(Identity.Id);
        state.WriteText(Identity.Name);
        state.Write(Identity.SessionKey);
        state.Write(Identity.HasRecord);
        state.Write(TokenGeneration);
        state.Write(InterruptedSince);
        Inputs!.Save(state);
        bool anyCommands = Commands is { LastApplied: > 0 };   // the memory for them may be a former player's: what is saved follows from the log alone
        state.Write(anyCommands);
        if (anyCommands) Commands!.Save(state);
    }

    /// <summary>Fills a seat that was just taken.</summary>
    public void Load(ref StateReader state, Tick now)
    {
        Identity = new PlayerIdentity(state.ReadText(TextBytesMax), state.ReadText(TextBytesMax), state.Read<ulong>(), state.Read<bool>());
        TokenGeneration = state.Read<uint>();
        InterruptedSince = state.Read<Tick>();
        State = SeatState.Seated;
        WantsInterrupted = IsInterrupted;
        Inputs!.Load(ref state, now);
        if (!state.Read<bool>()) return;
        Commands ??= new SeatCommands();
        Commands.Load(ref state, now);
    }
}

using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Client;

/// <summary>One predicted entity: its quantised state after each of the last ticks, and where it stands with the server's own.</summary>
internal sealed class PredictedTrack(int rowFields)
{
    private readonly int[] _rows = new int[Limits.HistoryTicks * rowFields];
    private readonly int[] _preview = new int[rowFields];

    public EntityKind Kind { get; private set; } = null!;

    /// <summary>Number in the game's eyes; never reused.</summary>
    public int Id { get; private set; }

    /// <summary>What spawned it, if a step did.</summary>
    public PredictedTrack? Parent { get; private set; }

    public int Key { get; private set; }

    /// <summary>First tick it has a state for.</summary>
    public Tick Born { get; set; }

    /// <summary>Tick in which a step ended it; none while it lives.</summary>
    public Tick Died { get; set; }

    /// <summary>True when the server has it too.</summary>
    public bool IsMatched { get; private set; }

    public ushort Slot { get; private set; }

    public byte GenerationLow { get; private set; }

    /// <summary>Newest tick of which the server's state was compared.</summary>
    public Tick Agreed { get; set; }

    /// <summary>Whether the replay under way has spawned it again.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>What the display still adds to the position, in game units.</summary>
    public float ErrorX { get; set; }

    public float ErrorY { get; set; }

    public Span<int> Preview => _preview.AsSpan(0, Kind.Fields.Length);

    public void Start(int id, EntityKind kind, Tick born, PredictedTrack? parent, int key)
    {
        Id = id;
        Kind = kind;
        Born = born;
        Parent = parent;
        Key = key;
        Died = Tick.None;
        IsMatched = false;
        Agreed = Tick.None;
        IsConfirmed = true;
        ErrorX = 0;
        ErrorY = 0;
    }

    /// <summary>What spawned it is gone.</summary>
    public void Forget() => Parent = null;

    public void Match(ushort slot, byte generationLow)
    {
        IsMatched = true;
        Slot = slot;
        GenerationLow = generationLow;
    }

    public Span<int> Row(Tick tick) => _rows.AsSpan((int)(tick.Value % Limits.HistoryTicks) * rowFields, Kind.Fields.Length);

    public bool LivesAt(Tick tick) => tick >= Born && (Died.IsNone || tick < Died);
}

namespace GameServer.Simulation;

/// <summary>What a tick's log says of a seat beside its input; the numbers are on disk.</summary>
internal enum TickEvent : byte
{
    Left = 1,
    Joined = 2,
    Interrupted = 3,
    Returned = 4,
    Command = 5,
    EffectsStored = 6,
    ContentChanged = 7,
}

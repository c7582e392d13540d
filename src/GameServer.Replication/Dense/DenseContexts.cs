namespace GameServer.Replication;

/// <summary>Where the chances of a dense packet's decisions stand that are not of a row, among <see cref="DenseModel"/>'s lonely ones.</summary>
internal static class DenseContexts
{
    /// <summary>Another entity that the memory does not know: the first one, a further one.</summary>
    public const int Another = 0;

    /// <summary>A known entity is in the packet: by its last four packets, and whether the one asked for before it is.</summary>
    public const int Present = 2;

    /// <summary>What is said of an entity: by what was said of it last, eight each.</summary>
    public const int Operation = Present + (2 * DenseMemory.PastValues);

    public const int Form = Operation + (8 * (DenseOperation.Count + 1));

    /// <summary>Whether the input was fresh, by whether it was before.</summary>
    public const int Fresh = Form + 4;

    public const int Scope = Fresh + 2;

    /// <summary>Numbers, <see cref="NumberContexts"/> each.</summary>
    public const int Gap = Scope + 4;
    public const int OwnAge = Gap + NumberContexts;
    public const int Lead = OwnAge + NumberContexts;
    public const int BaselineAge = Lead + NumberContexts;

    public const int Count = BaselineAge + NumberContexts;

    /// <summary>Numbers are below two to this power, less one.</summary>
    public const int NumberBits = 17;
    public const int NumberContexts = 2 * NumberBits;
}

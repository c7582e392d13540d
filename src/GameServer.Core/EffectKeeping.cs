namespace GameServer.Core;

/// <summary>What becomes of an effect when the next of its kind is promised to the same player.</summary>
public enum EffectKeeping : byte
{
    /// <summary>Both count: an item granted, currency spent.</summary>
    Each,

    /// <summary>The newer one says all the older one said and takes its place: where the player stood, what is worn.</summary>
    Newest,
}

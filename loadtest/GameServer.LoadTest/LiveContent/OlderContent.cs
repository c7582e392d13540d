using GameServer.Simulation;

namespace GameServer.LoadTest.LiveContent;

/// <summary>
/// The arena's content as a build of last year might have declared it: no weapons yet, fewer and narrower fields, and a table that has gone since. What the server sends has tables and fields that
/// it does not know, and values that it cannot accept.
/// </summary>
internal static class OlderContent
{
    public static readonly ContentKey<OlderShip> Ship;

    public static readonly ContentDeclaration Declaration;

    static OlderContent()
    {
        ContentDeclarationBuilder builder = new("arena");
        Ship = builder.Single<OlderShip>("ship");
        builder.Table("boosters", ("small", new OlderBooster()));
        Declaration = builder.Build();
    }

    /// <summary>A ship of then.</summary>
    public sealed record OlderShip
    {
        [Range(1, 8)]
        public float Speed { get; init; } = 6;

        public float TurnRate { get; init; } = 3;
    }

    /// <summary>A thing that is no more.</summary>
    public sealed record OlderBooster
    {
        public int Strength { get; init; } = 5;
    }
}

using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>What an arena is made of, as both ends of the wire declare it.</summary>
public static class ArenaSchema
{
    public static readonly ComponentKey<Body> Body;
    public static readonly ComponentKey<Vitals> Vitals;
    public static readonly ComponentKey<Pilot> Pilot;
    public static readonly ComponentKey<Loadout> Loadout;
    public static readonly ComponentKey<Helm> Helm;
    public static readonly ComponentKey<Purse> Purse;
    public static readonly ComponentKey<Shot> Shot;
    public static readonly ComponentKey<Flight> Flight;
    public static readonly ComponentKey<Command> Command;
    public static readonly ComponentKey<Ledger> Ledger;
    public static readonly ComponentKey<Absence> Absence;
    public static readonly ComponentKey<ShotOrigin> Origin;
    public static readonly ComponentKey<Crate> Crate;
    public static readonly ComponentKey<Standing> Standing;

    public static readonly EntityKind Ship;
    public static readonly EntityKind Projectile;
    public static readonly EntityKind Pickup;
    public static readonly EntityKind Score;

    public static readonly GameSchema Schema;

    static ArenaSchema()
    {
        GameSchemaBuilder builder = new("arena");
        Body = builder.Component(BodyCodec.Instance);
        Vitals = builder.Component(VitalsCodec.Instance);
        Pilot = builder.Component(PilotCodec.Instance);
        Loadout = builder.Component(LoadoutCodec.Instance);
        Helm = builder.Component(HelmCodec.Instance);
        Shot = builder.Component(ShotCodec.Instance);
        Flight = builder.Component(FlightCodec.Instance);
        Command = builder.ServerComponent<Command>("command");
        Ledger = builder.ServerComponent<Ledger>("ledger");
        Absence = builder.ServerComponent<Absence>("absence");
        Origin = builder.ServerComponent<ShotOrigin>("origin");
        Crate = builder.Component(CrateCodec.Instance);
        Standing = builder.Component(StandingCodec.Instance);
        Purse = builder.Component(PurseCodec.Instance);

        Ship = builder.Kind("ship", Relevancy.Near, 2, Body, Vitals, Pilot, Loadout, Helm, Purse, Command, Ledger, Absence);
        Projectile = builder.Kind("projectile", Relevancy.Near, 3, Body, Shot, Flight, Origin);
        Pickup = builder.Kind("pickup", Relevancy.Near, 1, Body, Crate);
        Score = builder.Kind("score", Relevancy.Always, 1, Standing);

        builder.Predict(Ship, Body, Loadout, Helm);
        builder.Predict(Projectile, Body, Flight);
        builder.Input(ArenaInputCodec.Instance);
        builder.Interest(Body, BodyCodec.FieldIndex.X, BodyCodec.FieldIndex.Y, ArenaRules.EnterRadius, ArenaRules.LeaveRadius);
        builder.FarUpdates(Ship, ArenaRules.FarDistance, ArenaRules.FarUpdatesPerSecond);
        builder.FarUpdates(Projectile, ArenaRules.FarDistance, ArenaRules.FarUpdatesPerSecond);
        Schema = builder.Build();
    }
}

namespace GameServer.Arena;

/// <summary>A ship's components side by side: what its motion reads and writes.</summary>
public struct ShipModel
{
    public Body Body;
    public Vitals Vitals;
    public Loadout Loadout;
    public Helm Helm;
}

namespace GameServer.LoadTest.Compare;

/// <summary>One figure of two runs.</summary>
internal sealed record ComparedFigure(string Name, Band Before, Band After, bool LessIsBetter)
{
    /// <summary>"better" or "worse" where the bands do not touch, "" where noise explains it.</summary>
    public string Mark
    {
        get
        {
            if (Before.Low <= After.High && After.Low <= Before.High) return "";
            return After.Median < Before.Median == LessIsBetter ? "better" : "worse";
        }
    }
}

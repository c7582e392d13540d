namespace GameServer.Replication;

/// <summary>An end of a coder that says nothing to anyone: what passes through it only teaches the model.</summary>
internal readonly struct LessonCoder : IBitCoder
{
    public bool Writes => true;

    public int Code(int bit, int chanceOfOne) => bit;
}

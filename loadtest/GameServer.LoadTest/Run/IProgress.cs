namespace GameServer.LoadTest.Run;

/// <summary>Told once a second how a run goes.</summary>
internal interface IProgress
{
    void Show(ProgressState state);

    /// <summary>Leaves the place, so that others can write.</summary>
    void End();
}

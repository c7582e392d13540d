using System;
using GameServer.Core;
using GameServer.Replication;

namespace GameServer.LoadTest.Scenes;

/// <summary>One shot of a <see cref="LagDuel"/>, and who says when it hit.</summary>
/// <param name="AgeTicks">How old the picture was when it was fired.</param>
/// <param name="Seen">By the shooter's screen; <see cref="Tick.None"/> for a miss.</param>
/// <param name="Oracle">By the screen as it was at most the cap before; and by the pictures a sixteenth of a tick before and after that, which is how exactly an age travels.</param>
/// <param name="Judged">By the server.</param>
internal readonly record struct LagShot(double AgeTicks, Tick Seen, (Tick AsSeen, Tick Older, Tick Younger) Oracle, Tick Judged)
{
    /// <summary>A step of the age that an input claims, in ticks.</summary>
    public const double AgeStepTicks = 1.0 / InputPacket.ViewAgeUnits;

    public bool AgreesWithScreen => AreSame(Seen, Judged);

    public bool AgreesWithOracle => AreSame(Oracle.AsSeen, Judged) || AreSame(Oracle.Older, Judged) || AreSame(Oracle.Younger, Judged);

    /// <summary>Between the two moments of a hit that server and oracle both saw.</summary>
    public int DifferenceTicks => Oracle.AsSeen.IsNone || Judged.IsNone ? 0 : Math.Abs(Oracle.AsSeen - Judged);

    // Both a miss, or both a hit within one tick.
    private static bool AreSame(Tick seen, Tick judged) => seen.IsNone || judged.IsNone ? seen.IsNone == judged.IsNone : Math.Abs(seen - judged) <= 1;
}

using System;
using System.Linq;
using GameServer.Core;
using GameServer.LoadTest.Simulate;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>
/// The simulator's checks can fail: each mistake that can be built in is caught by the check named here, with the seed named here. <c>loadtest simulate --mutations --seeds
/// 1..200</c> looks for new seeds when a change of the game, of the plan or of the code around a mistake has moved one.
/// </summary>
public sealed class MutationTests
{
    private const int Ticks = 120;

    public static readonly TheoryData<string, ulong, string> Catches = new()
    {
        { nameof(Mutation.DeliverTwice), 2, "connection" },
        { nameof(Mutation.NeverResend), 2, "connection" },
        { nameof(Mutation.AckFromTheFuture), 6, "forged acks" },
        { nameof(Mutation.ReuseFreedBaseline), 5, "hash" },
        { nameof(Mutation.ForgetDestroy), 1, "hash" },
        { nameof(Mutation.BaselineOffByOne), 1, "view" },
        { nameof(Mutation.SkipHashField), 1, "hash" },
        { nameof(Mutation.SeeTooFar), 1, "secrecy" },
        { nameof(Mutation.AckUnread), 14, "hash" },
        { nameof(Mutation.IgnoreRemoval), 1, "hash" },
        { nameof(Mutation.LeakOwnerFields), 1, "exception" },
        { nameof(Mutation.ApplyInputTwice), 1, "inputs" },
        { nameof(Mutation.InputOffByOne), 1, "inputs" },
        { nameof(Mutation.MissOwnerChange), 3, "hash" },
        { nameof(Mutation.LogForgetsLeave), 3, "recovery" },
        { nameof(Mutation.LogForgetsContent), 1, "recovery" },
        { nameof(Mutation.KeepSeat), 1, "sessions" },
        { nameof(Mutation.AnswerTooEarly), 3, "commands" },
        { nameof(Mutation.TokenTwice), 22, "tokens" },
        { nameof(Mutation.RecoverTooLittle), 1, "recovery" },
        { nameof(Mutation.ForgetSeats), 1, "seats" },
        { nameof(Mutation.CheckpointForgetsCommands), 3, "recovery" },
        { nameof(Mutation.CheckpointForgetsBudgets), 3, "recovery" },
        { nameof(Mutation.CheckpointForgetsContent), 31, "recovery" },
        { nameof(Mutation.PromiseUnflushed), 3, "recovery" },
        { nameof(Mutation.IgnoreInputReport), 1, "convergence" },
        { nameof(Mutation.CountKillTwice), 2, "arena" },
        { nameof(Mutation.Overheal), 3, "arena" },
    };

    [Theory, MemberData(nameof(Catches))]
    public void A_mistake_built_in_on_purpose_is_found(string mutation, ulong seed, string check)
    {
        (ulong Seed, string Check)? caught = MutationTrial.Run(Enum.Parse<Mutation>(mutation), $"{seed}..{seed}", Ticks, jobs: 1);
        Assert.Equal((seed, check), caught);
    }

    [Fact]
    public void Every_mistake_has_its_seed() =>
        Assert.Equal(Enum.GetNames<Mutation>().Skip(1).Order(), Catches.Select(row => (string)row[0]).Order());
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Run;

namespace GameServer.LoadTest.Crash;

/// <summary>What a crash run found, as it goes into report.json.</summary>
internal sealed record CrashReport
{
    public required DateTime StartedUtc { get; init; }

    public required double Seconds { get; init; }

    public required int Bots { get; init; }

    public required int RateHz { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Kills carried out.</summary>
    public required int Kills { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>From a process's start until each player saw the room again.</summary>
    public required Spread Shown { get; init; }

    /// <summary>From a process's start until each player had the seat.</summary>
    public required Spread Seated { get; init; }

    /// <summary>From a process's start until it listened.</summary>
    public required Spread Listening { get; init; }

    public required long CommandsSent { get; init; }

    public required long CommandsAcknowledged { get; init; }

    /// <summary>Of the acknowledged ones, those that took effect.</summary>
    public required long Bought { get; init; }

    /// <summary>Commands without a result at the moment of a kill, all kills together.</summary>
    public required long OpenAtKills { get; init; }

    /// <summary>Bots whose ledger and seat were as they must be.</summary>
    public required int BotsRight { get; init; }

    public required long HashChecks { get; init; }

    public required long HashMismatches { get; init; }

    /// <summary>Resumes of all bots, and those of them that no kill explains.</summary>
    public required long Resumes { get; init; }

    public required CrashReplay? Replay { get; init; }

    /// <summary>How late the bots themselves were.</summary>
    public required Spread SamplingLateness { get; init; }

    public required IReadOnlyList<CrashLife> Lives { get; init; }

    public string Text()
    {
        StringBuilder text = new();
        Line(text, $"{Bots} players at {RateHz} Hz, {Kills} kills in {Seconds:0.0} s{(Kills > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Seconds / Kills:0.00} s each") : "")}, seed {Seed}");
        Line(text, $"back          p50 {Shown.P50Ms:0} p99 {Shown.P99Ms:0} max {Shown.MaxMs:0} ms from the start of the process until a player saw the room again");
        Line(text, $"in the seat   p50 {Seated.P50Ms:0} p99 {Seated.P99Ms:0} max {Seated.MaxMs:0} ms; the process listened after p50 {Listening.P50Ms:0} max {Listening.MaxMs:0} ms");
        Line(text, $"commands      {CommandsSent} sent, {CommandsAcknowledged} acknowledged, {Bought} of them took effect; {OpenAtKills} were open when a server was killed");
        Line(text, $"players       {BotsRight} of {Bots} kept seat, session and every purchase, once; {Resumes} resumes, {HashChecks} views compared, {HashMismatches} differed");
        if (Replay is { } replay)
        {
            Line(text, $"journal       run again from tick {replay.FromTick} in {replay.Seconds:0.0} s: {replay.Ticks} ticks, {replay.HashesAgreed} recorded hashes and {replay.StatesAgreed} states of {Lives.Count} processes agreed, {replay.CommandsApplied} commands");
        }

        Line(text, $"this program  sampled inputs p50 {SamplingLateness.P50Ms:0.0} p99 {SamplingLateness.P99Ms:0.0} max {SamplingLateness.MaxMs:0} ms late");
        foreach (string reason in Verdict.Reasons) Line(text, $"  {reason}");
        Line(text, $"{(Verdict.Code == ExitCode.Pass ? "PASS" : Verdict.Code.ToString().ToUpperInvariant())}");
        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}

using System;
using System.CommandLine;

namespace GameServer.Host.Tools;

/// <summary><c>gameserver replay</c>: runs a stored room again, offline, and says what its state was.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("journal") { Description = "A node's data folder, or one shard's folder in it." };
        Option<int?> room = new("--room") { Description = "Which room; may be left out when there is one only." };
        Option<uint?> from = new("--from") { Description = "First tick to print; the earliest that can be run by default." };
        Option<uint?> to = new("--to") { Description = "Last tick to run; the newest by default." };
        Option<int> every = new("--every") { Description = "Ticks from one line to the next; the first and the last are always printed.", DefaultValueFactory = _ => 1 };
        Option<string?> dump = new("--dump") { Description = "Print this entity at the last tick: SLOT or SLOT#GENERATION, or 'all'." };
        Option<string?> game = new("--game") { Description = "The game to run, if not the one that was recorded." };
        Command command = new("replay", "Runs a stored room again and prints its state hashes; exit code 1 when it differs from what was recorded.") { folder, room, from, to, every, dump, game };
        command.SetAction(result => JournalCommand.Guarded(() => RoomReplayer.Run(new ReplayOptions(
            result.GetValue(folder)!,
            result.GetValue(room),
            result.GetValue(from),
            result.GetValue(to),
            Math.Max(1, result.GetValue(every)),
            result.GetValue(dump),
            result.GetValue(game)))));
        return command;
    }
}

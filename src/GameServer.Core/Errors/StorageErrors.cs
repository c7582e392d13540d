namespace GameServer.Core;

/// <summary>GS-5xxx: disks and databases.</summary>
internal static class StorageErrors
{
    private const ErrorPlaces Running = ErrorPlaces.Log | ErrorPlaces.Metric;

    public static readonly ErrorInfo[] All =
    [
        new(ErrorCode.JournalFailing, "The disk does not take the rooms' log.",
            "Look at the disk (full, read-only, failing). Rooms go on while the queue holds; nothing is lost before.", ErrorAudience.Operator, Running),
        new(ErrorCode.JournalGap, "The log's queue is full: a room is no longer logged, and a crash would take it back.",
            "Mend the disk; the next checkpoint closes the gap.", ErrorAudience.Operator, Running),
        new(ErrorCode.RecordsFailing, "The player store does not take players' records.",
            "Look at the database or the disk. Effects wait in memory and in the rooms' state.", ErrorAudience.Operator, Running),
        new(ErrorCode.RecordsFull, "The memory for effects that wait for the player store is used up; they wait in the rooms from now on.",
            "Bring the player store back before the rooms' outboxes are full.", ErrorAudience.Operator, Running),
        new(ErrorCode.RecordsRefused, "The player store refuses the records of single players; they are kept in files and tried again every minute.",
            "Look at what the store says of them; the log names it.", ErrorAudience.Operator | ErrorAudience.Developer, Running),
        new(ErrorCode.ChangeNotStored, "What an operator asked for must outlive the process, and cannot be stored: it was not done.",
            "Look at the disk under the data folder, and ask again.", ErrorAudience.Operator, ErrorPlaces.Api | ErrorPlaces.Metric),
        new(ErrorCode.DataFolderUnusable, "The data folder cannot be read or written.",
            "Check path, owner, permissions and free space of --data.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.DataFolderInUse, "Another server uses the data folder.",
            "Give each server its own folder with --data.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.SecretDamaged, "The node's secret in the data folder is not as long as it was written.",
            "Restore the file, or delete it, which voids all resume tokens.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.RoomsNotResumable, "What is stored cannot be resumed as --recover wants it. Nothing was changed.",
            "Choose --recover latest-checkpoint or --recover discard, or start the build that wrote it.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.ShardsNotStarted, "The data folder holds rooms of a shard that would not be started.",
            "Start with as many --shards as before, or with --recover discard.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.RecordsUnavailable, "The player store cannot be opened.",
            "Check --players-connection and that the database answers, or the data folder.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.FinalStateNotStored, "The rooms' last state could not be stored at the stop.",
            "Mend the disk; the next start resumes from the log, up to where the disk failed.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.RecordsNotWritten, "Not all players' records could be written at the stop.",
            "Bring the player store back and start again: with a data folder the next start goes on with them.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.JournalNotFound, "The folder that a tool was given is not there, or holds no journal.",
            "Name a server's data folder, or one of its shards.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.JournalDamaged, "A stored journal cannot be read to its end.",
            "Restore the folder from a copy; gameserver journal verify says where the damage is.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.RoomNotStored, "Nothing is stored of the room that a tool was asked for.",
            "gameserver journal stats lists the rooms.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.RoomAmbiguous, "More than one room is stored, and a tool was not told which to take.",
            "Say which with --room.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.RoomHasNoOrigin, "Neither a room's beginning nor a whole checkpoint of it is stored, so it cannot be run again.",
            "Keep logs with --keep-segments where replays from the first tick are wanted.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.ReplayDiffers, "A room that was run again came to another state than it had.",
            "Run it with the build that wrote it; with that build it is a bug: a game that is not deterministic, or ours.", ErrorAudience.Developer, ErrorPlaces.Line),
    ];
}

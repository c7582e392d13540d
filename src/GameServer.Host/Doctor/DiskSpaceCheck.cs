using System;

namespace GameServer.Host.Doctor;

/// <summary>Room for logs and checkpoints.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="freeBytes">What is left where it lies; null where nobody says.</param>
internal sealed class DiskSpaceCheck(string folder, Func<long?> freeBytes) : IDoctorCheck
{
    // Two segments and two checkpoints for each room are kept; a few hundred rooms of a few hundred players take hundreds of megabytes.
    private const long Least = 1L << 30;
    private const long Comfortable = 5L << 30;

    public string Name => "disk-space";

    public Finding Look()
    {
        const string Advice = "Make room, or give the server another folder with --data: when the disk is full, rooms go on and a crash takes them back to before.";
        return freeBytes() switch
        {
            null => Finding.Ok($"not told by this system"),
            < Least and var free => Finding.Problem($"{free >> 20} MiB free at {folder}", Advice),
            < Comfortable and var free => Finding.Warning($"{free >> 20} MiB free at {folder}", Advice),
            var free => Finding.Ok($"{free >> 30} GiB free at {folder}"),
        };
    }
}

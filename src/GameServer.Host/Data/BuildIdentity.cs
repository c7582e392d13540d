using System.Reflection;
using System.Runtime.InteropServices;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.Host.Data;

/// <summary>
/// Which code decides a tick: the modules of the server's simulation and of the game, the runtime that compiles them, the kind of processor. A log is run again only where all of it
/// is the same, because a float that differs in its last bit makes another match of it.
/// </summary>
internal static class BuildIdentity
{
    /// <summary>The identity of one shard's log.</summary>
    public static JournalIdentity Of(IGame game, int shard)
    {
        ulong build = StateHasher.OfText($"{RuntimeInformation.FrameworkDescription} {RuntimeInformation.ProcessArchitecture}");
        Assembly[] deciding = [typeof(Prng).Assembly, typeof(RoomSimulation).Assembly, typeof(RoomOrigin).Assembly, game.GetType().Assembly];
        foreach (Assembly assembly in deciding) build = StateHasher.Mix(build ^ StateHasher.OfBytes(assembly.ManifestModule.ModuleVersionId.ToByteArray()));
        return new JournalIdentity(build, game.Schema.Hash, shard);
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using GameServer.Core;

namespace GameServer.Host.Data;

/// <summary>
/// Where a node keeps what must outlive its process: a folder per shard with log and checkpoints, and the node's secret. One process at a time: the lock is the system's, so it ends
/// with the process however that ends.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>File of <see cref="Secret"/> in the folder.</summary>
    public const string SecretName = "node.secret";

    private const string LockName = "lock";
    private const string ShardPrefix = "shard-";
    private const int SecretBytes = 32;

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held, byte[] secret)
    {
        Path = path;
        _lock = held;
        Secret = secret;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Signs what players bring back after a restart.</summary>
    public byte[] Secret { get; }

    /// <summary>Makes the folder if need be, and takes it for this process.</summary>
    /// <exception cref="StartException">It is taken, or cannot be made or written.</exception>
    public static DataFolder Open(string folder)
    {
        string path = System.IO.Path.GetFullPath(folder);
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(path);
            held = Lock(path);
            return new DataFolder(path, held, ReadSecret(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            throw new StartException(ErrorCode.DataFolderUnusable, $"cannot use the data folder {path}: {failure.Message}");
        }
    }

    /// <summary>Folder of a shard's log and checkpoints.</summary>
    public string ShardFolder(int shard) => System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{ShardPrefix}{shard}"));

    /// <summary>Numbers of the shards that something is stored of.</summary>
    public IReadOnlyList<int> StoredShards() => [.. Directory.EnumerateDirectories(Path, ShardPrefix + "*")
        .Where(folder => Directory.EnumerateFiles(folder).Any())
        .Select(folder => int.TryParse(System.IO.Path.GetFileName(folder).AsSpan(ShardPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int shard) ? shard : -1)
        .Where(shard => shard >= 0)
        .Order()];

    /// <summary>Moves all that is stored of rooms into a folder of its own, and says which; null when there was nothing.</summary>
    /// <exception cref="StartException">It cannot be moved.</exception>
    public string? SetShardsAside(DateTime utc)
    {
        IReadOnlyList<int> stored = StoredShards();
        if (stored.Count == 0) return null;
        string aside = System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"discarded-{utc:yyyyMMdd-HHmmss-fff}"));
        try
        {
            Directory.CreateDirectory(aside);
            foreach (int shard in stored) Directory.Move(ShardFolder(shard), System.IO.Path.Combine(aside, System.IO.Path.GetFileName(ShardFolder(shard))));
            return aside;
        }
        catch (IOException failure)
        {
            throw new StartException(ErrorCode.DataFolderUnusable, $"cannot set aside what is stored in {Path}: {failure.Message}");
        }
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new StartException(ErrorCode.DataFolderInUse, $"another server uses the data folder {path}. Give this one its own with --data.");
        }
    }

    // Written under another name and renamed: a crash in between must not leave half a secret, or every token would be void.
    private static byte[] ReadSecret(string path)
    {
        string name = System.IO.Path.Combine(path, SecretName);
        if (File.Exists(name))
        {
            byte[] known = File.ReadAllBytes(name);
            return known.Length == SecretBytes ? known : throw new StartException(ErrorCode.SecretDamaged, $"{name} is not {SecretBytes} bytes long: restore it, or delete it, which voids all resume tokens.");
        }

        byte[] secret = RandomNumberGenerator.GetBytes(SecretBytes);
        string unfinished = name + ".unfinished";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (FileStream file = new(unfinished, options))
        {
            file.Write(secret);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, name);
        return secret;
    }
}

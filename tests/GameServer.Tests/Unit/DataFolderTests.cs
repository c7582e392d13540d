using System;
using System.IO;
using GameServer.Host;
using GameServer.Host.Data;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_path)) Directory.Delete(_path, recursive: true);
    }

    [Fact]
    public void A_folder_is_one_servers_at_a_time()
    {
        using (DataFolder.Open(_path))
        {
            StartException refused = Assert.Throws<StartException>(() => DataFolder.Open(_path));
            Assert.Contains("another server uses", refused.Message, StringComparison.Ordinal);
            Assert.Equal(2, refused.ExitCode);
        }

        DataFolder.Open(_path).Dispose();
    }

    [Fact]
    public void The_nodes_secret_is_made_once_and_is_its_owners_alone()
    {
        byte[] secret;
        using (DataFolder folder = DataFolder.Open(_path)) secret = folder.Secret;
        Assert.Equal(32, secret.Length);
        using (DataFolder folder = DataFolder.Open(_path)) Assert.Equal(secret, folder.Secret);
        string file = Path.Combine(_path, "node.secret");
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.WriteAllBytes(file, [1, 2, 3]);
        Assert.Throws<StartException>(() => DataFolder.Open(_path));
    }

    [Fact]
    public void What_is_discarded_is_moved_and_not_deleted()
    {
        using DataFolder folder = DataFolder.Open(_path);
        Assert.Null(folder.SetShardsAside(DateTime.UnixEpoch));
        Directory.CreateDirectory(folder.ShardFolder(1));
        File.WriteAllText(Path.Combine(folder.ShardFolder(1), "journal-0000000000000001.log"), "kept");
        Assert.Equal([1], folder.StoredShards());
        string aside = folder.SetShardsAside(DateTime.UnixEpoch)!;
        Assert.Equal("kept", File.ReadAllText(Path.Combine(aside, "shard-1", "journal-0000000000000001.log")));
        Assert.Empty(folder.StoredShards());
    }
}

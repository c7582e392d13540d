using System;
using System.IO;
using System.Threading.Tasks;
using GameServer.Persistence;

namespace GameServer.Tests.Support;

/// <summary>A player store of some kind, empty at first, that can be closed and opened again on what it left.</summary>
internal sealed class StoreUnderTest : IAsyncDisposable
{
    private readonly Func<IPlayerStore> _make;
    private readonly string? _folder;

    private StoreUnderTest(Func<IPlayerStore> make, string? folder)
    {
        _make = make;
        _folder = folder;
        Store = make();
    }

    public IPlayerStore Store { get; private set; }

    public static async Task<StoreUnderTest> OpenAsync(StoreKind kind, PostgresServer server)
    {
        StoreUnderTest made = Make(kind, server);
        await made.Store.OpenAsync(default);
        return made;
    }

    /// <summary>Another server's view of the same records; files belong to one process and are shared as they are.</summary>
    public async Task<IPlayerStore> OpenAnotherAsync()
    {
        if (Store is FilePlayerStore) return Store;
        IPlayerStore other = _make();
        await other.OpenAsync(default);
        return other;
    }

    public async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = _make();
        await Store.OpenAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }

    private static StoreUnderTest Make(StoreKind kind, PostgresServer server)
    {
        FilePlayerStoreOptions small = new() { LogBytes = 16_384 };   // snapshots come often
        switch (kind)
        {
            case StoreKind.PostgreSql:
                string connection = server.CreateDatabase();
                return new StoreUnderTest(() => new PostgresPlayerStore(connection), null);
            case StoreKind.Files:
                string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
                return new StoreUnderTest(() => new FilePlayerStore(new FileStorage(folder), small), folder);
            default:
                SimulatedStorage disk = new(1);
                return new StoreUnderTest(() => new FilePlayerStore(disk, small), null);
        }
    }
}

using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace GameServer.Host.Admin;

/// <summary>Keeps the web host from catching signals: <see cref="ServerProcess"/> decides when the process ends.</summary>
internal sealed class OwnedByServerProcess : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

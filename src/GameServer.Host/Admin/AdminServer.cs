using System;
using System.IO;
using System.Linq;
using System.Net;
using GameServer.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Admin;

/// <summary>The admin pages over HTTP, on loopback: is the server alive, and what is it doing. Reads the shards' status boards and touches nothing else of theirs.</summary>
internal sealed class AdminServer : IDisposable
{
    private readonly WebApplication _application;

    private AdminServer(WebApplication application, IPEndPoint endpoint)
    {
        _application = application;
        Endpoint = endpoint;
    }

    /// <summary>Where the pages really are, when port 0 was asked for.</summary>
    public IPEndPoint Endpoint { get; }

    /// <exception cref="StartException">The port is taken.</exception>
    public static AdminServer Start(IPEndPoint endpoint, StatusSource source)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, OwnedByServerProcess>();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(endpoint));
        WebApplication application = builder.Build();
        application.MapGet("/healthz", () => source.IsAlive() ? Results.Text("ok\n") : Results.Text("stalled\n", statusCode: StatusCodes.Status503ServiceUnavailable));
        application.MapGet("/status", () => Results.Json(source.Read(), StatusSource.Json));
        application.MapGet("/attribution", (int room) => source.Attribution(room) is { } report ? Results.Json(report, StatusSource.Json) : Results.NotFound());
        try
        {
            application.Start();
        }
        catch (IOException)
        {
            throw new StartException(ErrorCode.PortTaken, $"cannot listen on {endpoint} for the admin pages: the port is taken. Choose another with --admin.");
        }

        string address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new AdminServer(application, IPEndPoint.Parse(new Uri(address).Authority));
    }

    public void Dispose()
    {
        _application.StopAsync().GetAwaiter().GetResult();
        _application.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}

using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GameServer.Core;
using GameServer.Host.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Admin;

/// <summary>
/// The admin address over HTTP: is the server alive, what is it doing, and what operators do with it. Every endpoint group is a file in <c>Api</c>; what all requests go through is <see cref="AdminPipeline"/>.
/// </summary>
internal sealed class AdminServer : IDisposable
{
    private readonly WebApplication _application;

    private AdminServer(WebApplication application, IPEndPoint endpoint)
    {
        _application = application;
        Endpoint = endpoint;
    }

    /// <summary>Where it really is, when port 0 was asked for.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Opens the address.</summary>
    /// <param name="options">Where, and who may come.</param>
    /// <param name="parts">What is shown.</param>
    /// <exception cref="StartException">The port is taken, or not to be had.</exception>
    public static AdminServer Start(HostOptions options, AdminParts parts)
    {
        IPEndPoint endpoint = IPEndPoint.Parse(options.Admin);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().AddProvider(parts.Log);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);   // it warns of every page with a form, whose answer forbids caching more strictly than it asks
        builder.Services.AddSingleton<IHostLifetime, OwnedByServerProcess>();
        builder.Services.AddSingleton(parts.Audit);
        DashboardServer.AddTo(builder.Services, options, parts);
        builder.Services.ConfigureHttpJsonOptions(json => AdminJson.Apply(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddOpenApi("v1", AdminDocument.Describe);
        builder.WebHost.ConfigureKestrel(kestrel => AdminLimits.Apply(kestrel, endpoint, parts.Log.Errors));
        WebApplication application = builder.Build();
        new AdminPipeline(new AdminAccess(parts.Tokens, options.AdminTrustLoopback), parts.Audit, parts.Log).Use(application);
        Map(application, options, parts);
        try
        {
            application.Start();
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            (ErrorCode code, string reason) = BindFailure.Of(failure as SocketException ?? failure.GetBaseException() as SocketException);
            throw new StartException(code, $"cannot listen on {endpoint} for the admin pages: {reason}. Choose another with --admin.");
        }

        string address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new AdminServer(application, IPEndPoint.Parse(new Uri(address).Authority));
    }

    public void Dispose()
    {
        _application.StopAsync().GetAwaiter().GetResult();
        _application.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static void Map(WebApplication application, HostOptions options, AdminParts parts)
    {
        HealthEndpoints.Map(application, parts.Status, parts.Operations);
        StatusEndpoints.MapUnversioned(application, parts.Status);
        MetricsEndpoints.Map(application, parts.Metrics);
        application.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new EndpointRule(AdminRole.Viewer, IsChange: false));
        RouteGroupBuilder api = application.MapGroup("/api/v1");
        StatusEndpoints.Map(api, parts.Status);
        RoomEndpoints.Map(api, parts.Operations);
        PlayerEndpoints.Map(api, parts.Operations, parts.Log);
        BanEndpoints.Map(api, parts.Operations);
        DrainEndpoints.Map(api, parts.Operations, options);
        ContentEndpoints.Map(api, parts.Operations, parts.Content);
        LogEndpoints.Map(api, parts.Log);
        ErrorEndpoints.Map(api);
        AuditEndpoints.Map(api, parts.Audit);
        DashboardServer.Map(application);
    }
}

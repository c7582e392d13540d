using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GameServer.Host.Admin;

/// <summary>All that <see cref="AdminAccess"/> looks at in a request.</summary>
internal sealed record AccessRequest
{
    /// <summary>Where it came from; null when the connection has no address.</summary>
    public IPAddress? Remote { get; init; }

    /// <summary>The header, as it came; empty without.</summary>
    public string Authorization { get; init; } = "";

    /// <summary>The host that the client thinks it talks to, with its port.</summary>
    public string Host { get; init; } = "";

    /// <summary>The web page that asks, as browsers tell it; empty without.</summary>
    public string Origin { get; init; } = "";

    /// <summary>How that page and this server relate, as browsers tell it; empty without.</summary>
    public string FetchSite { get; init; } = "";

    /// <summary>Somebody follows a link or types an address: what comes back is shown, and no page can read it.</summary>
    public bool IsNavigation { get; init; }

    /// <summary>A proxy says that it speaks for somebody else.</summary>
    public bool IsForwarded { get; init; }

    public static AccessRequest Of(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        return new AccessRequest
        {
            Remote = context.Connection.RemoteIpAddress,
            Authorization = headers.Authorization.ToString(),
            Host = context.Request.Host.Value ?? "",
            Origin = headers.Origin.ToString(),
            FetchSite = headers["Sec-Fetch-Site"].ToString(),
            IsNavigation = HttpMethods.IsGet(context.Request.Method) && headers["Sec-Fetch-Mode"] == "navigate",
            IsForwarded = Has(headers["Forwarded"]) || Has(headers["X-Forwarded-For"]) || Has(headers["X-Real-IP"]),
        };
    }

    private static bool Has(StringValues header) => !StringValues.IsNullOrEmpty(header);
}

using System;
using System.Net;
using GameServer.Core;

namespace GameServer.Host.Admin;

/// <summary>
/// Who may do what at the admin address: a function of the request and of nothing else. With tokens, every request needs one. Without, this machine itself is answered, as admin, and because then the address alone
/// is the proof, such a request must neither come through a proxy nor from a browser that a foreign page has tricked: its <c>Host</c> must be an IP address or localhost, since a page that had its own name
/// pointed to 127.0.0.1 sends that name (DNS rebinding).
/// </summary>
internal sealed class AdminAccess(AdminTokens tokens, bool trustsLoopback)
{
    /// <summary>Who uses the server's own machine without a token, in the audit log.</summary>
    public const string Loopback = "loopback";

    private const string Scheme = "Bearer ";

    /// <summary>Who it is, before it is asked whether the role suffices.</summary>
    public AccessDecision Decide(AccessRequest request)
    {
        if (IsFromForeignPage(request)) return AccessDecision.Refuse(ErrorCode.OriginNotAllowed);
        if (request.Authorization.Length > 0) return ByToken(request.Authorization);
        if (!tokens.IsEmpty && !trustsLoopback) return AccessDecision.Refuse(ErrorCode.TokenMissing);
        if (!IsLoopback(request.Remote) || request.IsForwarded) return AccessDecision.Refuse(tokens.IsEmpty ? ErrorCode.RemoteNotAllowed : ErrorCode.TokenMissing);
        return IsAddressOrLocalhost(request.Host) ? new AccessDecision(AdminRole.Admin, Loopback, ErrorCode.None) : AccessDecision.Refuse(ErrorCode.HostNotAllowed, Loopback);
    }

    private AccessDecision ByToken(string authorization)
    {
        string token = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : "";
        return tokens.TryFind(token, out AdminRole role, out string who) ? new AccessDecision(role, who, ErrorCode.None) : AccessDecision.Refuse(ErrorCode.TokenUnknown);
    }

    // Browsers name the page's origin with everything that could change something; where they name only how it relates to us, a page of another port on this machine is foreign as well.
    private static bool IsFromForeignPage(AccessRequest request)
    {
        if (request.Origin.Length > 0 && !IsOwnOrigin(request.Origin, request.Host)) return true;
        return request.FetchSite.Length > 0 && request.FetchSite is not ("same-origin" or "none") && !request.IsNavigation;
    }

    private static bool IsOwnOrigin(string origin, string host) =>
        origin.Equals($"http://{host}", StringComparison.OrdinalIgnoreCase) || origin.Equals($"https://{host}", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool IsAddressOrLocalhost(string host)
    {
        string name = Microsoft.AspNetCore.Http.HostString.FromUriComponent(host).Host;
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(name, out _);
    }
}

using System.Collections.Generic;
using GameServer.Core;
using Microsoft.AspNetCore.Http;

namespace GameServer.Host.Admin;

/// <summary>What is known of one request while it is answered: who asks, and what went wrong.</summary>
internal sealed class AdminExchange
{
    /// <summary>Who asks; nobody before that was decided.</summary>
    public AccessDecision Access { get; set; } = AccessDecision.Refuse(ErrorCode.None);

    /// <summary>Why it was not done; <see cref="ErrorCode.None"/> as long as nothing went wrong.</summary>
    public ErrorCode Error { get; private set; }

    /// <summary>The same for a person.</summary>
    public string ErrorText { get; private set; } = "";

    /// <summary>The change was written into the audit log before it was tried, so its end is there as well.</summary>
    public bool IsAudited { get; set; }

    /// <summary>Values of path, query and body, once they were read.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; set; } = new Dictionary<string, string>();

    /// <summary>The exchange of a request, which the pipeline made when it came.</summary>
    public static AdminExchange Of(HttpContext context) => context.Features.Get<AdminExchange>()!;

    public void Note(ErrorCode code, string text)
    {
        Error = code;
        ErrorText = text;
    }
}

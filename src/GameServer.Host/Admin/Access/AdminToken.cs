using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace GameServer.Host.Admin;

/// <summary>One bearer token: whose it is and what it may do. The token itself is forgotten; only its hash is kept.</summary>
internal sealed class AdminToken
{
    /// <summary>Sixteen letters and digits drawn at random hold more than 90 bits; nobody guesses that over HTTP.</summary>
    public const int LengthMin = 16;

    public const int LengthMax = 256;

    /// <summary>What one is to look like, for complaints, which never repeat the token.</summary>
    public const string Form = "ROLE:TOKEN or ROLE@NAME:TOKEN is needed, with a role of viewer, operator and admin, and 16 to 256 letters, digits or -._~+/= as the token";

    private readonly byte[] _hash;

    private AdminToken(AdminRole role, string name, byte[] hash)
    {
        Role = role;
        Name = name;
        _hash = hash;
    }

    public AdminRole Role { get; }

    /// <summary>Who uses it, for the audit log; empty when nobody said.</summary>
    public string Name { get; }

    /// <summary>Reads <c>operator:TOKEN</c> or <c>operator@anna:TOKEN</c>.</summary>
    /// <returns>Null when it cannot be read.</returns>
    public static AdminToken? TryParse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;
        string[] holder = text[..colon].Split('@');
        string token = text[(colon + 1)..];
        AdminRole role = holder[0] switch
        {
            "viewer" => AdminRole.Viewer,
            "operator" => AdminRole.Operator,
            "admin" => AdminRole.Admin,
            _ => AdminRole.Nobody,
        };
        if (role == AdminRole.Nobody || holder.Length > 2 || !IsWellFormed(token)) return null;
        string name = holder.Length == 2 ? holder[1] : "";
        return holder.Length == 2 && !IsName(name) ? null : new AdminToken(role, name, HashOf(token));
    }

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Takes the same time whatever the difference.</summary>
    public bool Matches(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(_hash, hash);

    // The characters that RFC 6750 (2.1) allows in a bearer token.
    private static bool IsWellFormed(string token) => token.Length is >= LengthMin and <= LengthMax && token.All(letter => char.IsAsciiLetterOrDigit(letter) || "-._~+/=".Contains(letter));

    private static bool IsName(string name) => name.Length is >= 1 and <= 32 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || "-._".Contains(letter));
}

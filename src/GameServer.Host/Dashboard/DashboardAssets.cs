using System;
using System.IO;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace GameServer.Host.Dashboard;

/// <summary>The dashboard's style, script and icon, embedded in the assembly. Their paths change with their bytes, so that browsers may keep them for good.</summary>
internal static class DashboardAssets
{
    private const string Prefix = DashboardPages.Root + "/assets/";

    private static readonly byte[] s_style = Load("dashboard.css");
    private static readonly byte[] s_script = Load("dashboard.js");
    private static readonly byte[] s_icon = Load("icon.svg");

    public static readonly string StylePath = PathOf(s_style, "dashboard.css");
    public static readonly string ScriptPath = PathOf(s_script, "dashboard.js");
    public static readonly string IconPath = PathOf(s_icon, "icon.svg");

    /// <summary>The file at a path.</summary>
    public static IResult Get(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "";
        byte[]? bytes = path == StylePath ? s_style : path == ScriptPath ? s_script : path == IconPath ? s_icon : null;
        if (bytes is null) return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(bytes, path == StylePath ? "text/css; charset=utf-8" : path == ScriptPath ? "text/javascript; charset=utf-8" : "image/svg+xml");
    }

    private static string PathOf(byte[] bytes, string name) => $"{Prefix}{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6))}/{name}";

    private static byte[] Load(string name)
    {
        using Stream stream = typeof(DashboardAssets).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly");
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Core;

namespace GameServer.Host.Admin;

/// <summary>The bearer tokens that a server was started with.</summary>
internal sealed class AdminTokens
{
    private readonly AdminToken[] _tokens;
    private readonly string[] _names;

    private AdminTokens(AdminToken[] tokens)
    {
        _tokens = tokens;
        _names = [.. tokens.Select((token, index) => token.Name.Length > 0 ? token.Name : $"{token.Role.ToString().ToLowerInvariant()} token {index + 1}")];
    }

    public bool IsEmpty => _tokens.Length == 0;

    /// <summary>Reads the options' tokens, and those of the file, which come after them: one per line, empty ones and those that begin with # left out.</summary>
    /// <exception cref="StartException">The file cannot be read, a line is no token, or the admin address needs one and there is none. The message repeats no token.</exception>
    public static AdminTokens Load(HostOptions options)
    {
        List<AdminToken> tokens = [];
        for (int i = 0; i < options.AdminTokens.Count; i++) tokens.Add(Parse(options.AdminTokens[i], $"--admin-token number {i + 1}"));
        if (options.AdminTokenFile.Length > 0)
        {
            string[] lines = ReadLines(options.AdminTokenFile);
            for (int i = 0; i < lines.Length; i++)
            {
                string line = lines[i].Trim();
                if (line.Length > 0 && line[0] != '#') tokens.Add(Parse(line, $"line {i + 1} of {options.AdminTokenFile}"));
            }
        }

        if (tokens.Count == 0 && !options.IsAdminOnLoopback) throw new StartException(ErrorCode.AdminNeedsToken, $"--admin is '{options.Admin}', and {options.AdminTokenFile} holds no token.");
        return new AdminTokens([.. tokens]);
    }

    /// <summary>Finds who sent a token. Every token is compared, in the same time each, so that the time of the answer says nothing about them.</summary>
    /// <param name="presented">As it came.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="who">For the audit log: the name it was given, or which one it is.</param>
    public bool TryFind(string presented, out AdminRole role, out string who)
    {
        role = AdminRole.Nobody;
        who = "";
        if (presented.Length > AdminToken.LengthMax) return false;
        byte[] hash = AdminToken.HashOf(presented);
        int found = -1;
        for (int i = 0; i < _tokens.Length; i++)
        {
            if (_tokens[i].Matches(hash)) found = i;
        }

        if (found < 0) return false;
        role = _tokens[found].Role;
        who = _names[found];
        return true;
    }

    private static AdminToken Parse(string text, string where) =>
        AdminToken.TryParse(text) ?? throw new StartException(ErrorCode.OptionUnreadable, $"{where} cannot be read: {AdminToken.Form}.");

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartException(ErrorCode.OptionUnreadable, $"--admin-token-file cannot be read: {failure.Message}");
        }
    }
}

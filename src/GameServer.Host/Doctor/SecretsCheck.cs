using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Host.Configuration;

namespace GameServer.Host.Doctor;

/// <summary>Whether secrets are secret: none that everybody knows, none that can be guessed, none where others can read it.</summary>
/// <param name="settings">All options as they hold.</param>
/// <param name="isReadByOthers">Whether others than the owner may read a file; false when it is not there.</param>
/// <param name="nodeSecret">Path of what resume tokens are signed with.</param>
internal sealed class SecretsCheck(IReadOnlyList<OptionSetting> settings, Func<string, bool> isReadByOthers, string nodeSecret) : IDoctorCheck
{
    private const int LengthMin = 12;

    public string Name => "secrets";

    public Finding Look()
    {
        if (isReadByOthers(nodeSecret)) return Finding.Problem($"others may read {nodeSecret}, and take over any player's seat with it", $"chmod 600 {nodeSecret}; if somebody may have read it, delete it, which voids all resume tokens.");
        string tokens = settings.Single(setting => setting.Option.Name == "admin-token-file").Value;
        if (isReadByOthers(tokens)) return Finding.Problem($"others may read {tokens}, and do with the server what its tokens may do", $"chmod 600 {tokens}, and draw new tokens if somebody may have read it.");
        OptionSetting[] secrets = [.. settings.Where(setting => setting.Option.IsSecret)];
        foreach (OptionSetting secret in secrets.Where(secret => secret.Value.Length > 0))
        {
            int colon = secret.Origin.LastIndexOf(':');
            string? file = secret.Origin.StartsWith("--", StringComparison.Ordinal) || colon < 0 ? null : secret.Origin[..colon];
            if (file is not null && isReadByOthers(file)) return Finding.Problem($"{secret.Option.Flag} stands in {file}, which others may read", $"chmod 600 {file}, or say it in {secret.Option.Variable}.");
        }

        return Weakness(secrets);
    }

    private static Finding Weakness(IReadOnlyList<OptionSetting> secrets)
    {
        OptionSetting key = secrets.Single(secret => secret.Option.Name == "key");
        if (key.Value.Length == 0) return Finding.Warning($"--key is empty: any client may connect", $"Say one in {key.Option.Variable}; it keeps strangers' traffic from your players' seats.");
        if (key.Origin == OptionSetting.Default) return Finding.Warning($"--key is the default, which everybody knows", $"Say one of your own in {key.Option.Variable}.");
        if (secrets.FirstOrDefault(secret => secret.Value.Length is > 0 and < LengthMin) is { } weak)
        {
            return Finding.Warning($"{weak.Option.Flag} has {weak.Value.Length} letters", $"{LengthMin} or more, drawn at random: openssl rand -hex 16.");
        }

        return secrets.FirstOrDefault(secret => secret.Value.Length > 0 && secret.Origin == secret.Option.Flag) is { } open
            ? Finding.Warning($"{open.Option.Flag} stands on the command line, which every user of the machine can read", $"Say it in {open.Option.Variable} or in the file.")
            : Finding.Ok($"none that is default, short or open to others");
    }
}

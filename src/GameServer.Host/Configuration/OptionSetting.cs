namespace GameServer.Host.Configuration;

/// <summary>An option as it holds in the end.</summary>
/// <param name="Option">Which one.</param>
/// <param name="Value">As it would be written; empty for nothing.</param>
/// <param name="Origin">Where it was written, or <c>default</c>.</param>
internal sealed record OptionSetting(OptionDefinition Option, string Value, string Origin)
{
    public const string Default = "default";

    private const string Mask = "********";

    /// <summary><see cref="Value"/>, for eyes that must not see secrets.</summary>
    public string Shown => Option.IsSecret && Value.Length > 0 ? Mask : Value;
}

namespace GameServer.Core;

/// <summary>One entry of the <see cref="ErrorCatalogue"/>.</summary>
/// <param name="Code">The number and the name.</param>
/// <param name="Meaning">What has happened, in one sentence.</param>
/// <param name="Action">What to do about it, in one or two.</param>
/// <param name="Audience">Who is to do it.</param>
/// <param name="Places">Where it shows itself.</param>
public sealed record ErrorInfo(ErrorCode Code, string Meaning, string Action, ErrorAudience Audience, ErrorPlaces Places)
{
    /// <summary>As people and machines read it: <c>GS-1001</c>.</summary>
    public string Text { get; } = "GS-" + ((int)Code).ToString("0000", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Such as <c>ConnectKeyWrong</c>.</summary>
    public string Name { get; } = Code.ToString();
}

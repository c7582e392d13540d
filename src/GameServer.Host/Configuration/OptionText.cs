namespace GameServer.Host.Configuration;

/// <summary>An option as somebody wrote it.</summary>
/// <param name="Option">Which one.</param>
/// <param name="Text">What was written.</param>
/// <param name="Origin">Where: <c>appsettings.json:12</c>, <c>GAMESERVER_TICK_RATE</c>, <c>--tick-rate</c>.</param>
internal sealed record OptionText(OptionDefinition Option, string Text, string Origin);

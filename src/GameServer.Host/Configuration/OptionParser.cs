namespace GameServer.Host.Configuration;

/// <summary>Reads a value of an option; false when the text is none.</summary>
internal delegate bool OptionParser<T>(string text, out T value);

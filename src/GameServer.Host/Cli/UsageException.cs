using System;

namespace GameServer.Host.Cli;

/// <summary>A command line that cannot be meant; the message is for who typed it.</summary>
internal sealed class UsageException(string message) : Exception(message);

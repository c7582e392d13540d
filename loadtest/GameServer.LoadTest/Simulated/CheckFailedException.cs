using System;

namespace GameServer.LoadTest.Simulated;

/// <summary>A check of a simulated run did not hold.</summary>
public sealed class CheckFailedException(string check, string text) : Exception($"{check}: {text}")
{
    /// <summary>Name of the check.</summary>
    public string Check { get; } = check;
}

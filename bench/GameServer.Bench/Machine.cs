using System;
using System.Runtime.InteropServices;

namespace GameServer.Bench;

/// <summary>What a figure depends on besides the code.</summary>
internal sealed record Machine(int Processors, string System, string Runtime)
{
    public static Machine Current => new(Environment.ProcessorCount, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription);
}

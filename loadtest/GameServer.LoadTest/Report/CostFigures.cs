namespace GameServer.LoadTest.Report;

/// <summary>What a thousand players at once cost to run, scaled from what these cost: what a bill depends on.</summary>
internal sealed record CostFigures
{
    /// <summary>Fully used cores like this machine's.</summary>
    public double ServerCores { get; init; }

    /// <summary>From the server, with IP and UDP headers.</summary>
    public double DownMbitPerSecond { get; init; }

    /// <summary>To the server, with IP and UDP headers.</summary>
    public double UpMbitPerSecond { get; init; }

    /// <summary>Null when the server's CPU is unknown, or nobody played.</summary>
    public static CostFigures? Of(ClientFigures clients, ServerFigures? server, int rateHz)
    {
        if (server is null || server.CpuUsPerClientTick <= 0) return null;
        return new CostFigures
        {
            ServerCores = server.CpuUsPerClientTick / 1e6 * rateHz * 1000,
            DownMbitPerSecond = clients.DownWireBytesPerClientSecond * 8 * 1000 / 1e6,
            UpMbitPerSecond = clients.UpWireBytesPerClientSecond * 8 * 1000 / 1e6,
        };
    }
}

namespace GameServer.Bench.Floor;

/// <summary>
/// The floor in figures. A client-tick is one client for one tick: one datagram down, one up. <see cref="ClientsHeld"/> is how many clients two cores would carry if server
/// and swarm did nothing but this: 2 s of CPU per second, divided by what both sides use per client and second.
/// </summary>
internal sealed record FloorResult(string Command, FloorOptions Options, FloorSide Server, FloorSide Clients, Lateness Lateness, long LateTicks, int DrainsPerTick,
    int ReceiveBufferBytes, Machine Machine)
{
    private const double CoreSecondsPerSecond = 2;

    public double ServerUsPerClientTick => Server.Cpu.TotalUs / ClientTicks;

    public double ClientUsPerClientTick => Clients.Cpu.TotalUs / ClientTicks;

    public double ClientsHeld => CoreSecondsPerSecond * 1e6 / ((ServerUsPerClientTick + ClientUsPerClientTick) * Options.Rate);

    public double LossDown => 1 - ((double)Clients.Received / Server.Sent);

    public double LossUp => 1 - ((double)Server.Received / Clients.Sent);

    /// <summary>The clients' process missed over 1 % of its sends: it was starved of CPU and the figures are not the floor.</summary>
    public bool Valid => Clients.Skipped * 100 <= ClientTicks;

    private double ClientTicks => (double)Options.Clients * Options.Rate * Options.Seconds;

    public string Describe() =>
        $"""
        floor: {Options.Clients} clients at {Options.Rate} Hz, {Options.DownBytes} B down, {Options.UpBytes} B up, {Options.Seconds} s, {(Options.OverIPv6 ? "IPv6" : "IPv4")}{(Valid ? "" : " — INVALID: clients starved")}
          server          {ServerUsPerClientTick:F2} µs per client-tick (user {Server.Cpu.UserUs / ClientTicks:F2}, system {Server.Cpu.SystemUs / ClientTicks:F2})
          clients         {ClientUsPerClientTick:F2} µs per client-tick (user {Clients.Cpu.UserUs / ClientTicks:F2}, system {Clients.Cpu.SystemUs / ClientTicks:F2})
          clients F1 holds {ClientsHeld:F0} on two cores
          down            {Server.Sent} sent, {Clients.Received} received, loss {LossDown:P3}
          up              {Clients.Sent} sent, {Server.Received} received, loss {LossUp:P3}, {Clients.Skipped} skipped
          tick lateness   {Lateness}; {LateTicks} late of {Lateness.Ticks}
          receive buffer  {ReceiveBufferBytes / 1024} KiB, emptied {DrainsPerTick} × per tick
        """;
}

namespace GameServer.Host.Dashboard.History;

/// <summary>One second of the node, all shards together; where only one can be told, the worst of them.</summary>
/// <param name="Players">Players connected.</param>
/// <param name="Interrupted">Players whose seats wait for them.</param>
/// <param name="TickP50Ms">Cost of a tick, the median of the second.</param>
/// <param name="TickP99Ms">Cost of a tick.</param>
/// <param name="LatenessP99Ms">How late ticks began.</param>
/// <param name="LatenessMaxMs">How late the latest began.</param>
/// <param name="LateTicks">Ticks that were late within the second.</param>
/// <param name="ForgivenTicks">Ticks never run because the timetable moved instead, within the second.</param>
/// <param name="BytesIn">Payload received per second.</param>
/// <param name="BytesOut">Payload sent per second.</param>
/// <param name="DatagramsIn">Received per second.</param>
/// <param name="DatagramsOut">Sent per second.</param>
/// <param name="Cores">Processor time of the process per time: 1 is one core.</param>
/// <param name="KernelDrops">Datagrams the kernel threw away within the second.</param>
internal readonly record struct NodeSample(
    int Players,
    int Interrupted,
    double TickP50Ms,
    double TickP99Ms,
    double LatenessP99Ms,
    double LatenessMaxMs,
    long LateTicks,
    long ForgivenTicks,
    double BytesIn,
    double BytesOut,
    double DatagramsIn,
    double DatagramsOut,
    double Cores,
    long KernelDrops);

namespace GameServer.Host.Admin;

/// <summary>Collections by generation and bytes allocated, of the whole process since its start.</summary>
internal sealed record GcReport(int Gen0, int Gen1, int Gen2, long AllocatedBytes);

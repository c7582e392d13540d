namespace GameServer.Core;

/// <summary>One row of a content table.</summary>
/// <param name="Id">Unique in its table; empty in a table of one row.</param>
/// <param name="Values">In the order of the table's fields; not to be written to.</param>
public readonly record struct ContentRow(string Id, ContentValue[] Values);

using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>A table's rows on the way from a document to a game: in the order of their indexes, with every declared field.</summary>
internal sealed record ContentTableRows(string Table, ContentRow[] Rows, Dictionary<string, int> Indexes);

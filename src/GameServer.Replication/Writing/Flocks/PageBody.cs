namespace GameServer.Replication;

/// <summary>
/// One page against one baseline, composed: envelopes and bodies behind one another as they stand in a packet, without the first gap, since that depends on what comes before the page.
/// </summary>
internal struct PageBody
{
    public int Word;          // where it starts in the cache's words
    public int Bits;
    public int FirstEntry;    // its entities, among the cache's entries
    public int Count;
}

namespace GameServer.Replication;

/// <summary>One record chosen for this tick's packets, with its body already encoded.</summary>
internal struct SelectedEntity
{
    public int Record;            // index in the viewer's records
    public ushort Slot;
    public EntityOperation Operation;
    public byte Age;              // of the baseline, for DeltaAtAge
    public int Bits;              // body length
    public int Word;              // where the body starts in the encoder's words
    public float Priority;
}

namespace GameServer.Replication;

/// <summary>One record chosen for this tick's packets. Its body is first an estimate, and once encoded a place in the encoder's words.</summary>
internal struct SelectedEntity
{
    public int Record;            // index in the viewer's records
    public float Priority;
    public int Bits;              // body length
    public int Word;              // where the body starts in the encoder's words
    public ushort Slot;
    public EntityOperation Operation;
    public DeltaForm Form;        // of a delta; Moving is Regular or not once it is encoded
    public byte Age;              // of the state the body is coded against
}

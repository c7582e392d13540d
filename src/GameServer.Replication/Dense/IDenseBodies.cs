namespace GameServer.Replication;

/// <summary>What a writer of a dense packet says of an entity after its operation.</summary>
internal interface IDenseBodies<TCoder>
    where TCoder : struct, IBitCoder
{
    /// <summary>Says the body of an entity.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="index">Of the entity among the packet's, in slot order.</param>
    /// <returns>False to stop: there is no room left.</returns>
    bool Body(ref DenseStream<TCoder> stream, int index);
}

using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Client;

/// <summary>
/// How a client and a server of two builds come to understand each other while one joins the other: the client says which declarations it knows, the server sends its own
/// if it is not among them, and its welcome names the one that everything after it follows.
/// </summary>
internal sealed class SchemaNegotiation(GameSchema local, ISchemaCache cache)
{
    private ulong _heldHash;
    private ReadOnlyMemory<byte> _held;
    private bool _wasSent;

    /// <summary>The request for a seat, with what this client knows.</summary>
    public JoinRequest Ask(int roomId, string playerName, string playerId)
    {
        _heldHash = cache.NewestHash;
        _held = cache.Find(_heldHash);
        if (_held.IsEmpty || StateHasher.OfBytes(_held.Span) != _heldHash) _heldHash = 0;
        return new JoinRequest(ControlMessage.ProtocolVersion, local.Hash, roomId, playerName, local.Name, _heldHash, playerId, Coders: JoinRequest.DenseCoder | JoinRequest.Notices);
    }

    /// <summary>Takes the server's declaration in; false when it is not one, or a second one.</summary>
    public bool TryTake(ReadOnlySpan<byte> message)
    {
        if (_wasSent || !SchemaMessage.TryRead(message, out ReadOnlySpan<byte> encoded)) return false;
        _wasSent = true;
        _held = encoded.ToArray();
        _heldHash = StateHasher.OfBytes(encoded);
        return true;
    }

    /// <summary>Finds how to read what follows the declaration named by the welcome; null: as it is.</summary>
    /// <param name="hash">From the welcome; 0 from a server that admits only its own build.</param>
    /// <param name="mapping">Between the server's declaration and this build's.</param>
    /// <returns>False when the declaration was never sent, cannot be read, or is of another game.</returns>
    public bool TryResolve(ulong hash, out SchemaMapping? mapping)
    {
        mapping = null;
        if (hash == 0 || hash == local.Hash) return true;
        if (hash != _heldHash || !SchemaDecoder.TryRead(_held.Span, out GameSchema? wire) || wire!.Name != local.Name) return false;
        if (_wasSent) cache.Store(hash, _held.Span);
        mapping = new SchemaMapping(wire, local);
        return true;
    }
}

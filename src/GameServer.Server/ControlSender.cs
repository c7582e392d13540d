using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>The server's control messages on their way to a connection.</summary>
internal sealed class ControlSender(LiteNetTransport transport, GameSchema schema)
{
    private readonly byte[] _schemaMessage = SchemaMessage.Create(schema);
    private readonly byte[] _message = new byte[ControlMessage.BytesMax];
    private readonly byte[] _content = new byte[ContentMessage.BytesMax];

    public void Welcome(PeerId peer, in Welcome welcome) => Send(peer, welcome.Write(_message));

    public void Schema(PeerId peer) => transport.Send(peer, _schemaMessage, DeliveryMethod.ReliableOrdered);

    public void Clock(PeerId peer, in ClockMessage clock) => Send(peer, clock.Write(_message));

    /// <returns>False when the connection cannot take it now.</returns>
    public bool Results(PeerId peer, uint first, ReadOnlySpan<CommandResult> results) => Send(peer, CommandResultsMessage.Write(_message, first, results));

    /// <returns>False when the connection cannot take it now.</returns>
    public bool Content(PeerId peer, Tick from, ulong held, ulong version, ReadOnlySpan<byte> body) =>
        transport.Send(peer, _content.AsSpan(0, ContentMessage.Write(_content, from, held, version, body)), DeliveryMethod.ReliableOrdered);

    /// <returns>False when the connection cannot take it now.</returns>
    public bool Notice(PeerId peer, in Notice notice) => Send(peer, notice.Write(_message));

    public void Refuse(PeerId peer, in CommandRefusal refusal) => Send(peer, refusal.Write(_message));

    /// <summary>The answer to a join, and the end of the connection.</summary>
    public void Refuse(PeerId peer, in Refusal refusal)
    {
        Send(peer, refusal.Write(_message));
        transport.Disconnect(peer, default);
    }

    /// <summary>Last words, and the end of the connection.</summary>
    public void Farewell(PeerId peer, in Farewell farewell)
    {
        Send(peer, farewell.Write(_message));
        transport.Disconnect(peer, default);
    }

    private bool Send(PeerId peer, int length) => transport.Send(peer, _message.AsSpan(0, length), DeliveryMethod.ReliableOrdered);
}

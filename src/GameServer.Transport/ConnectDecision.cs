using System;

namespace GameServer.Transport;

/// <summary>A handler's answer to a connect request: accept, or reject with a few bytes that say why (empty: reject silently).</summary>
public readonly record struct ConnectDecision(bool Accepted, ReadOnlyMemory<byte> RejectData)
{
    public static readonly ConnectDecision Accept = new(true, default);

    public static ConnectDecision Reject(ReadOnlyMemory<byte> data) => new(false, data);
}

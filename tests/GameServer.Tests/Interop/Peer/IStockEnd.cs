using System;

namespace GameServer.Tests.Interop;

/// <summary>One stock manager of either class, in either role.</summary>
internal interface IStockEnd : IDisposable
{
    int Port { get; }

    bool IsConnected { get; }

    /// <summary>Stock's name for why the connection ended; null while it has not.</summary>
    string? Ended { get; }

    /// <summary>What came with the goodbye.</summary>
    byte[] Farewell { get; }

    /// <param name="nowMs">Any clock.</param>
    void Step(double nowMs);

    void Leave();
}

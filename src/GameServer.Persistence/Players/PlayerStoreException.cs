using System;

namespace GameServer.Persistence;

/// <summary>A store could not do what it was asked, or does not know whether it did.</summary>
/// <param name="message">What failed, for the operator.</param>
/// <param name="isTransient">Whether the same may work later: a server that is down, a full disk. Otherwise it is the request or the data.</param>
/// <param name="inner">The cause, if there is one.</param>
public sealed class PlayerStoreException(string message, bool isTransient, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the same may work later.</summary>
    public bool IsTransient { get; } = isTransient;
}

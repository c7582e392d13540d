using System;

namespace GameServer.Core;

/// <summary>Our own invariant broke: nobody catches this but the process, which logs and exits so that a supervisor restarts it.</summary>
public sealed class InvariantException(string message) : Exception(message);

using System;

namespace GameServer.Host;

/// <summary>The server cannot start, for a reason an operator can mend; the message is one line for them.</summary>
internal sealed class StartException(string message) : Exception(message);

using System.Collections.Generic;
using GameServer.Replication;

namespace GameServer.LoadTest.StandIn;

/// <summary>All that one client was sent, from its welcome on.</summary>
/// <param name="Welcome">The answer to its join.</param>
/// <param name="Messages">What came after, in order.</param>
internal sealed record RecordedGame(Welcome Welcome, IReadOnlyList<RecordedMessage> Messages);

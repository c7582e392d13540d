using System.Collections.Generic;

namespace GameServer.Host.LiveContent;

/// <summary>What content holds where, for an operator.</summary>
/// <param name="Active">The version that holds where nothing else does: 16 hexadecimal digits; the values in code have a version too.</param>
/// <param name="InCode">The version that the values in code are.</param>
/// <param name="Stage">The version on trial; null when there is none.</param>
/// <param name="Schedule">Events, in the order they were entered.</param>
/// <param name="Rooms">What each room plays by now.</param>
internal sealed record ContentView(string Active, string InCode, ContentStageView? Stage, IReadOnlyList<ContentEventView> Schedule, IReadOnlyList<ContentRoomView> Rooms);

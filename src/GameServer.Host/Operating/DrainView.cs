namespace GameServer.Host.Operating;

/// <summary>How far the server is with leaving.</summary>
/// <param name="State"><c>serving</c>, <c>draining</c>, or <c>ending</c>, when it is too late to call it off.</param>
/// <param name="LimitSeconds">Within how many seconds from its beginning it ends; 0 while serving.</param>
/// <param name="LeftSeconds">Until it ends at the latest; 0 while serving.</param>
/// <param name="Redirect">Where players go; empty when they are told nothing but when it ends.</param>
/// <param name="Message">What players read.</param>
/// <param name="Players">Players with seats: the server waits for them to leave.</param>
internal sealed record DrainView(string State, int LimitSeconds, int LeftSeconds, string Redirect, string Message, int Players);

namespace GameServer.Host.Operating;

/// <summary>Whom a message has reached.</summary>
/// <param name="Told">Players to whom it is on its way.</param>
/// <param name="Untold">Players to whom it is not: their clients do not read messages, or cannot take more now.</param>
internal sealed record MessageReport(int Told, int Untold);

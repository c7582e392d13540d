using System;

namespace GameServer.Server;

/// <summary>Who goes on with a login that has waited for its profile.</summary>
internal interface ILoginAnswers
{
    /// <summary>The profile is there.</summary>
    /// <returns>False when it has to be read again: the player was somewhere else until now.</returns>
    bool ProfileRead(Login login, ReadOnlyMemory<byte> profile);

    /// <summary>The profile could not be read, or not in time.</summary>
    void ProfileMissing(Login login);
}

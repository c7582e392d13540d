using System;

namespace GameServer.Core;

/// <summary>
/// How a game's effects make a player's profile. Ordinary C# without a clock or I/O: the same arguments, the same bytes. Called off the tick thread. What throws costs
/// nothing: the effects stay in the ledger until rules come that can fold them.
/// </summary>
public interface IProfileRules
{
    /// <summary>Version of the profile's layout this build writes, from 1.</summary>
    int Schema { get; }

    /// <summary>A new player's profile.</summary>
    ReadOnlyMemory<byte> Create();

    /// <summary>Turns a profile of layout <paramref name="schema"/>, 1 to <see cref="Schema"/> − 1, into one of the next layout; called as often as it takes.</summary>
    ReadOnlyMemory<byte> Migrate(int schema, ReadOnlyMemory<byte> profile);

    /// <summary>The profile with an effect applied. The bytes given must not be changed.</summary>
    ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> profile, int kind, ReadOnlyMemory<byte> payload);
}

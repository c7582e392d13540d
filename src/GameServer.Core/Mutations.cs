using System;
using System.Runtime.CompilerServices;

namespace GameServer.Core;

/// <summary>
/// Which mistake, if any, this process makes on purpose. Only a program can ask for one, and only before anything runs; no option, file or environment variable of a server
/// leads here. A static readonly field is a constant to the compiler that recompiles hot code, so where there is no mutation the question and its branch are gone.
/// </summary>
internal static class Mutations
{
    /// <summary>Name under which a program leaves the mutation's name with <see cref="AppContext"/>.</summary>
    public const string SwitchName = "GameServer.Mutation";

    private static readonly Mutation Active = Enum.TryParse(AppContext.GetData(SwitchName) as string, out Mutation mutation) ? mutation : Mutation.None;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(Mutation mutation) => Active == mutation;
}

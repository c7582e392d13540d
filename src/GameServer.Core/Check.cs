using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace GameServer.Core;

/// <summary>
/// Assertions that stay on in Release: a wrong server that keeps talking is worse than a dead one. Never used on bytes from the wire, which are
/// dropped and counted instead.
/// </summary>
public static class Check
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void That(
        [DoesNotReturnIf(false)] bool holds,
        [CallerArgumentExpression(nameof(holds))] string expression = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        if (!holds) Fail(expression, file, line);
    }

    // Kept out of line so that the caller stays small enough to inline.
    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail(string expression, string file, int line) => throw new InvariantException($"{file}:{line}: {expression}");
}

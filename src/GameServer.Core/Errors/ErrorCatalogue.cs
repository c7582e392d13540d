using System;
using System.Collections.Generic;

namespace GameServer.Core;

/// <summary>
/// Every <see cref="ErrorCode"/> with what it means, what to do, for whom, and where it shows itself. The catalogue is the only place that says so: <c>docs/ERRORS.md</c> is written from it, and a
/// test makes each error happen and looks for its code in every place named here.
/// </summary>
public static class ErrorCatalogue
{
    private static readonly ErrorInfo[] s_all = Collect();
    private static readonly Dictionary<ErrorCode, int> s_indexByCode = IndexByCode();

    /// <summary>All errors by their numbers, <see cref="ErrorCode.None"/> not among them.</summary>
    public static IReadOnlyList<ErrorInfo> All => s_all;

    /// <summary>The entry of an error; allocates nothing.</summary>
    /// <exception cref="KeyNotFoundException">The code is none of the catalogue's.</exception>
    public static ErrorInfo Of(ErrorCode code) => s_all[s_indexByCode[code]];

    /// <summary>The place of an error in <see cref="All"/>, for counters in an array; −1 for <see cref="ErrorCode.None"/> and numbers that the catalogue does not know.</summary>
    public static int IndexOf(ErrorCode code) => s_indexByCode.TryGetValue(code, out int index) ? index : -1;

    /// <summary>As people and machines read it: <c>GS-1001</c>, and nothing for <see cref="ErrorCode.None"/>.</summary>
    public static string TextOf(ErrorCode code) => code == ErrorCode.None ? "" : Of(code).Text;

    /// <summary>Reads a code at the start of a text that one end of the wire wrote for the other, such as <c>GS-1001 wrong connect key</c>.</summary>
    /// <param name="text">What came.</param>
    /// <param name="code">The code; <see cref="ErrorCode.None"/> when there is none, or none that this build knows.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out ErrorCode code)
    {
        const int Length = 7;
        code = ErrorCode.None;
        if (text.Length < Length || !text.StartsWith("GS-".AsSpan(), StringComparison.Ordinal) || (text.Length > Length && text[Length] != ' ')) return false;
        int number = 0;
        foreach (char digit in text[3..Length])
        {
            if (digit is < '0' or > '9') return false;
            number = (number * 10) + digit - '0';
        }

        if (IndexOf((ErrorCode)number) < 0) return false;
        code = (ErrorCode)number;
        return true;
    }

    private static ErrorInfo[] Collect()
    {
        ErrorInfo[] all =
        [
            .. ConnectionErrors.All, .. SessionErrors.All, .. CommandErrors.All, .. ContentErrors.All, .. StorageErrors.All, .. AccessErrors.All, .. StartErrors.All, .. SdkErrors.All,
        ];
        Array.Sort(all, (one, other) => one.Code.CompareTo(other.Code));
        return all;
    }

    private static Dictionary<ErrorCode, int> IndexByCode()
    {
        Dictionary<ErrorCode, int> indexes = [];
        for (int i = 0; i < s_all.Length; i++) indexes.Add(s_all[i].Code, i);
        return indexes;
    }
}

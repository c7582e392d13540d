using System;
using System.IO;
using Xunit;

namespace GameServer.Tests;

/// <summary>A checked-in file that is written from code, and must say what the code says now.</summary>
internal static class GeneratedDocument
{
    /// <summary>With this variable set to 1 the files are written anew instead of compared.</summary>
    public const string RewriteVariable = "REWRITE_DOCUMENTS";

    /// <summary>Compares a file of the repository with what it must hold.</summary>
    /// <param name="path">From the repository's root.</param>
    /// <param name="expected">The whole content.</param>
    public static void Check(string path, string expected)
    {
        string file = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable(RewriteVariable) == "1") File.WriteAllText(file, expected);
        string found = File.Exists(file) ? File.ReadAllText(file) : "";
        Assert.True(found == expected, $"{path} is not what the code says now: write it anew with {RewriteVariable}=1 dotnet test, and read the difference. {FirstDifference(found, expected)}");
    }

    private static string FirstDifference(string found, string expected)
    {
        string[] left = found.Split('\n');
        string[] right = expected.Split('\n');
        int line = 0;
        while (line < Math.Min(left.Length, right.Length) && left[line] == right[line]) line++;
        return $"Line {line + 1} is '{(line < left.Length ? left[line] : "")}' and should be '{(line < right.Length ? right[line] : "")}'.";
    }
}

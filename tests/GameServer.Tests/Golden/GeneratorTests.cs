using System;
using System.IO;
using Xunit;

namespace GameServer.Tests.Golden;

/// <summary>
/// The text of generated codecs, character by character: <c>Generator/Sample.cs</c> has one of every kind of field, <c>Generator/Toggle.cs</c> as little as there can be. With
/// <c>GOLDEN=write</c> the files are written instead, to be read in review.
/// </summary>
public sealed class GeneratorTests
{
    [Theory]
    [InlineData("Sample")]
    [InlineData("Toggle")]
    public void The_codec_of_a_struct_is_this_text(string name)
    {
        string text = Run(name, GeneratorRun.Over).Text;
        string path = Repository.Test($"Golden/Generator/{name}.expected.txt");
        if (Environment.GetEnvironmentVariable("GOLDEN") == "write") File.WriteAllText(path, text);
        Assert.Equal(File.ReadAllText(path), text);
    }

    [Theory]
    [InlineData("Sample")]
    [InlineData("Toggle")]
    public void Generated_code_compiles_without_a_warning_in_the_language_and_for_the_library_of_Unity(string name)
    {
        foreach (GeneratorRun run in new[] { Run(name, GeneratorRun.Over), Run(name, GeneratorRun.OverNetStandard) })
        {
            string complaints = string.Join("\n", run.Complaints());
            Assert.True(complaints.Length == 0, complaints);
        }
    }

    private static GeneratorRun Run(string name, Func<string[], GeneratorRun> over)
    {
        string Source(string file) => File.ReadAllText(Repository.Test($"Golden/Generator/{file}.cs")).Replace("namespace GameServer.Tests.Golden;", "namespace Studio\n{", StringComparison.Ordinal);
        string[] sources = name == "Sample" ? [Source("Mood") + "}", Source("Sample") + "}"] : [Source(name)];
        return over(sources);
    }
}

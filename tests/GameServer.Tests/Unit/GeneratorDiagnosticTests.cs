using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Generators;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class GeneratorDiagnosticTests
{
    private const string Head = "using System.Numerics; using GameServer.Core; using GameServer.Simulation; namespace Game { enum Ok { A, B } enum Below { A = -1 } enum Empty { } enum Vast : long { A = 1L << 40 } [System.Flags] enum Flags { A = 1, B = 4 } ";

    /// <summary>Number, what stands in the namespace, and a part of the message: what to change.</summary>
    public static TheoryData<int, string, string> Bad => new()
    {
        { 1, "class Outer { [Replicated] internal struct Thing { public bool A; } }", "move it out" },
        { 1, "[Replicated] struct Thing<T> where T : unmanaged { public bool A; }", "one struct per type argument" },
        { 1, "[Replicated] ref struct Thing { public bool A; }", "make it a plain struct" },
        { 2, Struct("public bool A; [ServerOnly] public string B;"), "FixedString32" },
        { 2, Struct("public string Name;"), "value types" },
        { 3, Struct("public double A;"), "use float" },
        { 3, Struct("public long A;"), "[ServerOnly]" },
        { 3, Struct("[Quantized(0, 1, 0.1)] public FixedArray4<Vector2> A;"), "array of float" },
        { 4, Struct("public float A;"), "[Quantized(min, max, step)]" },
        { 4, Struct("public int A;"), "[Integer(min, max)]" },
        { 4, Struct("public Quaternion A;"), "[Quaternion(bits)]" },
        { 4, Struct("public FixedArray4<ushort> A;"), "[Integer(min, max)]" },
        { 5, Struct("[Integer(0, 5)] public float A;"), "use [Quantized" },
        { 5, Struct("[Quantized(0, 1, 0.1)] public int A;"), "use [Integer" },
        { 5, Struct("[Symbol(2)] public bool A;"), "remove it" },
        { 5, Struct("[FixedArray(2)] public bool A;"), "FixedArray4<T>" },
        { 6, Struct("[Quantized(0, 1, 0.1), Angle(4)] public float A;"), "remove one" },
        { 6, Struct("[Integer(0, 1), ServerOnly] public int A;"), "remove one" },
        { 7, Struct("[Quantized(1, 1, 0.1)] public float A;"), "larger than the minimum" },
        { 7, Struct("[Quantized(0, double.NaN, 0.1)] public float A;"), "larger than the minimum" },
        { 7, Struct("[Integer(5, 4)] public int A;"), "larger than the minimum" },
        { 7, Struct("[Quantized(0, 1, 5)] public float A;"), "at a step of 5" },
        { 8, Struct("[Quantized(0, 1, 0)] public float A;"), "above 0" },
        { 8, Struct("[Quantized(0, 1, -0.5)] public float A;"), "above 0" },
        { 9, Struct("[Quantized(0, 1e9, 0.1)] public float A;"), "narrow the bounds" },
        { 9, Struct("[Quantized(0, double.PositiveInfinity, 0.1)] public float A;"), "narrow the bounds" },
        { 9, Struct("[Integer(-5, int.MaxValue)] public int A;"), "narrow the bounds" },
        { 10, Struct("[Angle(100)] public float A;"), "use 128" },
        { 10, Struct("[Angle(1)] public float A;"), "use 2" },
        { 11, Struct("[Quaternion(1)] public Quaternion A;"), "2 to 20" },
        { 11, Struct("[Quaternion(21)] public Quaternion A;"), "2 to 20" },
        { 12, Struct("[Symbol(0)] public int A;"), "at least 1" },
        { 12, Struct("[Symbol(257)] public byte A;"), "at most 256" },
        { 13, Struct("[Integer(0, 256)] public byte A;"), "narrow the bounds" },
        { 13, Struct("[Integer(-1, 5)] public uint A;"), "widen the type" },
        { 14, Struct("public Below A;"), "from 0" },
        { 14, Struct("public Empty A;"), "give it some" },
        { 14, Struct("public Vast A;"), "stay below" },
        { 15, Struct("[OwnerOnly, TeamOnly] public bool A;"), "keep [TeamOnly]" },
        { 15, "[Replicated, OwnerOnly, TeamOnly] struct Thing { public bool A; }", "keep [TeamOnly]" },
        { 16, Struct("[FixedString(16)] public FixedString16 A;"), "holds 1 to 15" },
        { 16, Struct("[FixedArray(0)] public FixedArray8<bool> A;"), "holds 1 to 8" },
        { 17, Struct("[Symbol(4)] public FixedArray16<byte> A; public FixedArray16<bool> B, C, D; public bool E;"), "split it" },
        { 18, Struct("[ServerOnly] public int A;"), "ServerComponent" },
        { 19, Struct("public bool Alive; public bool alive;"), "rename" },
        { 20, Struct("[Integer(0, 1)] int A;"), "internal or public" },
        { 20, Struct("[Integer(0, 1)] public readonly int A;"), "remove the word readonly" },
        { 20, Struct("public bool A { get; set; }"), "make it a field" },
        { 20, Struct("public bool A; [Integer(0, 1)] public static int B;"), "is static" },
        { 21, Struct("[ChangesBy(2)] public bool A;"), "remove it" },
        { 21, Struct("[Angle(4), ChangesBy(0)] public float A;"), "above 0" },
        { 21, Struct("[Integer(0, 9), ChangesBy(0.5)] public int A;"), "whole number" },
        { 22, "[Replicated(\"two words\")] struct Thing { public bool A; }", "use letters" },
        { 22, "[Replicated(\"\")] struct Thing { public bool A; }", "use letters" },
        { 23, Struct("public bool A;") + " class ThingCodec { }", "delete it" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_struct_that_cannot_be_gets_its_number_and_what_to_change(int number, string source, string advice)
    {
        GeneratorRun run = GeneratorRun.Over(Head + source + " }");
        Assert.Empty(run.Input.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error));   // it is the generator that objects
        Diagnostic diagnostic = Assert.Single(run.Result.Diagnostics);
        Assert.Equal($"GS{number:0000}", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains(advice, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.True(diagnostic.Location.SourceSpan.Start > Head.Length, "it does not point at the struct");
        Assert.Empty(run.Result.GeneratedTrees);
    }

    [Theory]
    [InlineData("public bool A; public const int Size = 4; public static int Count; [ServerOnly] public double B;")]
    [InlineData("public Flags A; public Ok B; [Symbol(256)] public byte C; [Integer(int.MinValue, -1)] public int D;")]
    [InlineData("[Quantized(0, int.MaxValue, 1)] public float A; [Angle(1 << 30)] public float B; [Quaternion(20)] public FixedArray4<Quaternion> C;")]
    [InlineData("internal FixedString32 A; [FixedString(1), OwnerOnly] public FixedString16 B; [TeamOnly] public bool C;")]
    [InlineData("[Symbol(4)] public FixedArray16<byte> A; public FixedArray16<bool> B, C, D;")]
    [InlineData("public bool @class, FieldIndex, value, slot, fields, Instance; [Integer(-3, 3)] public FixedArray4<sbyte> hash; [System.Obsolete] public bool Old;")]
    public void A_struct_that_can_be_gets_a_codec_that_compiles(string members)
    {
        GeneratorRun run = GeneratorRun.Over(Head + Struct(members) + " class Quantizer { } class Visibility { } class Interpolation { } class Sim { } }");
        string complaints = string.Join("\n", run.Complaints());
        Assert.True(complaints.Length == 0, complaints);
        Assert.Single(run.Result.GeneratedTrees);
    }

    [Fact]
    public void Every_number_has_a_struct_that_earns_it_and_a_line_in_the_documents()
    {
        string[] numbers = [.. typeof(ReplicatedGenerator).Assembly.GetType("GameServer.Generators.Diagnostics")!.GetFields().Select(field => ((DiagnosticDescriptor)field.GetValue(null)!).Id).Order(StringComparer.Ordinal)];
        Assert.True(numbers.Length > 20);
        Assert.Equal(numbers, numbers.Distinct());
        IEnumerable<string> tested = Bad.Select(row => $"GS{(int)row[0]:0000}").Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(numbers, tested);
        string document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "COMPONENTS.md"));
        Assert.All(numbers, number => Assert.Contains($"| {number} |", document, StringComparison.Ordinal));
    }

    [Fact]
    public void An_edit_elsewhere_writes_nothing_anew()
    {
        GeneratorRun first = GeneratorRun.Over(Head + Struct("public bool A;") + " }", "class Elsewhere { }");
        Compilation edited = first.Input.ReplaceSyntaxTree(first.Input.SyntaxTrees.Last(), GeneratorRun.Parse("class Elsewhere { int edited; }"));
        GeneratorRun second = first.After(edited);
        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(second));
        Compilation changed = edited.ReplaceSyntaxTree(edited.SyntaxTrees.First(), GeneratorRun.Parse(Head + "/* moved */ " + Struct("public bool A;") + " }"));
        GeneratorRun third = second.After(changed);
        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(third));
        Compilation grown = changed.ReplaceSyntaxTree(changed.SyntaxTrees.First(), GeneratorRun.Parse(Head + Struct("public bool A, B;") + " }"));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(third.After(grown)));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRun run) =>
        run.Result.Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);

    private static string Struct(string members) => $"[Replicated] struct Thing {{ {members} }}";
}

using System.Text;
using GameServer.Generators.Model;
using GameServer.Generators.Reading;
using GameServer.Generators.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GameServer.Generators;

/// <summary>
/// Writes the codec of every struct marked <c>[Replicated]</c>: quantising capture, apply, interpolation, hash, deltas and the schema, as a person would. What is wrong with a
/// struct is reported as a numbered diagnostic at the field, and then no codec is written for it. A struct is read into a <see cref="StructModel"/>, which compares by value, so
/// that an edit elsewhere writes nothing anew.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ReplicatedGenerator : IIncrementalGenerator
{
    /// <summary>The step that holds the models, for tests of what is cached.</summary>
    public const string ModelStep = "ReplicatedStructs";

    private const string AttributeName = "GameServer.Simulation.ReplicatedAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<StructModel> structs = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                AttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, _) => StructReader.Read((INamedTypeSymbol)found.TargetSymbol, found.Attributes[0]))
            .WithTrackingName(ModelStep);
        context.RegisterSourceOutput(structs, static (output, model) =>
        {
            foreach (Problem problem in model.Problems) output.ReportDiagnostic(problem.ToDiagnostic());
            if (model.Problems.Count > 0 || model.Elements.Count == 0) return;
            output.AddSource($"{model.FullName}Codec.g.cs", SourceText.From(CodecWriter.Write(model), Encoding.UTF8));
        });
    }
}

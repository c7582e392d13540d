using Microsoft.CodeAnalysis;

namespace GameServer.Generators;

/// <summary>What can be wrong with a replicated struct. Every message says what to change; <c>docs/COMPONENTS.md</c> lists them.</summary>
internal static class Diagnostics
{
    public static readonly DiagnosticDescriptor StructNotPlain = Error(1, "A replicated struct stands directly in a namespace", "Struct '{0}' cannot have a codec: {1}");
    public static readonly DiagnosticDescriptor HoldsReferences = Error(2, "A component holds no references", "Field '{0}' makes the component hold references: use value types only, such as FixedString32 for text and FixedArray8<T> for arrays");
    public static readonly DiagnosticDescriptor TypeUnsupported = Error(3, "The type cannot be replicated", "Field '{0}' is of type '{1}', which cannot be replicated: use {2}, or add [ServerOnly] to keep it on the server");
    public static readonly DiagnosticDescriptor AttributeMissing = Error(4, "The field does not say how it travels", "Field '{0}' is of type '{1}': add {2} to send it, or [ServerOnly] to keep it on the server");
    public static readonly DiagnosticDescriptor AttributeDoesNotFit = Error(5, "The attribute is for another type", "Field '{0}' is of type '{1}', to which [{2}] does not apply: {3}");
    public static readonly DiagnosticDescriptor TwoAttributes = Error(6, "Two attributes contradict each other", "Field '{0}' has [{1}] and [{2}]: remove one of them");
    public static readonly DiagnosticDescriptor BoundsEmpty = Error(7, "The bounds hold no values", "Field '{0}': there is nothing between {1} and {2}: make the maximum larger than the minimum");
    public static readonly DiagnosticDescriptor StepNotPositive = Error(8, "The step is not above 0", "Field '{0}': a step of {1} is no precision: give a number above 0, in game units");
    public static readonly DiagnosticDescriptor TooManyBits = Error(9, "A field has at most 31 bits", "Field '{0}': {1} to {2} by {3} needs more than 31 bits: narrow the bounds or make the step larger");
    public static readonly DiagnosticDescriptor AngleSteps = Error(10, "An angle has a power of two of directions", "Field '{0}': {1} directions are not a power of two from 2 to 1073741824: use {2}");
    public static readonly DiagnosticDescriptor QuaternionBits = Error(11, "A rotation has 2 to 20 bits per component", "Field '{0}': {1} bits per component: use 2 to 20");
    public static readonly DiagnosticDescriptor SymbolCount = Error(12, "A symbol has at least one value", "Field '{0}': {1} values: give the number of values, at least 1 and at most {2} for '{3}'");
    public static readonly DiagnosticDescriptor BoundsBeyondType = Error(13, "The bounds exceed the field's type", "Field '{0}': {1} to {2} exceeds '{3}', which holds {4} to {5}: narrow the bounds or widen the type");
    public static readonly DiagnosticDescriptor EnumValues = Error(14, "An enum has small values from 0", "Field '{0}': enum '{1}' {2}");
    public static readonly DiagnosticDescriptor SeenByTwo = Error(15, "A field is seen by one audience", "'{0}' is [OwnerOnly] and [TeamOnly]: keep [TeamOnly] if the team may see it, otherwise [OwnerOnly]");
    public static readonly DiagnosticDescriptor LengthOutOfRange = Error(16, "The length exceeds the type", "Field '{0}': [{1}({2})] on a '{3}', which holds 1 to {4}: change the length or use a larger type");
    public static readonly DiagnosticDescriptor TooManyFields = Error(17, "A component has at most 64 fields", "Struct '{0}' takes {1} quantised fields, and 64 are possible: split it into two components, or shorten its arrays and strings");
    public static readonly DiagnosticDescriptor NothingReplicated = Error(18, "A replicated struct sends something", "Struct '{0}' sends nothing: give a field an attribute such as [Quantized] or [Integer], or register the struct as a ServerComponent and remove [Replicated]");
    public static readonly DiagnosticDescriptor DuplicateName = Error(19, "Two fields have one name in the schema", "Fields '{0}' and '{1}' are both named '{2}' in the schema: rename one of them");
    public static readonly DiagnosticDescriptor NotAssignable = Error(20, "The codec cannot set the field", "Field '{0}' {1}");
    public static readonly DiagnosticDescriptor ChangesBy = Error(21, "The hint says nothing", "Field '{0}': [ChangesBy({1})] {2}");
    public static readonly DiagnosticDescriptor BadName = Error(22, "The component's name cannot stand in a schema", "Struct '{0}': '{1}' cannot name a component: use letters, digits, '.', '_' and '-'");
    public static readonly DiagnosticDescriptor CodecExists = Error(23, "The codec exists already", "Struct '{0}': a type '{0}Codec' exists already: delete it or remove [Replicated], because the generator writes one");

    private static DiagnosticDescriptor Error(int number, string title, string message) => new($"GS{number:0000}", title, message, "GameServer", DiagnosticSeverity.Error, true);
}

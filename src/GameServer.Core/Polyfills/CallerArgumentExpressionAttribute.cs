#if !NET
namespace System.Runtime.CompilerServices;

/// <summary>Gives <see cref="GameServer.Core.Check"/> the text of its condition on netstandard2.1.</summary>
[System.AttributeUsage(System.AttributeTargets.Parameter)]
internal sealed class CallerArgumentExpressionAttribute(string parameterName) : System.Attribute
{
    public string ParameterName { get; } = parameterName;
}
#endif

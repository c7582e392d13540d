#if !NET
namespace System.Runtime.CompilerServices;

/// <summary>The compiler only looks the name up; netstandard2.1 does not define it.</summary>
[System.AttributeUsage(System.AttributeTargets.Module | System.AttributeTargets.Method, Inherited = false)]
internal sealed class SkipLocalsInitAttribute : System.Attribute;
#endif

#if !NET
namespace System.Runtime.CompilerServices;

/// <summary>Lets <c>init</c> and records compile for netstandard2.1.</summary>
internal static class IsExternalInit;
#endif

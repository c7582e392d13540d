namespace GameServer.Generators.Model;

/// <summary>All that a codec's text depends on, by value.</summary>
/// <param name="Namespace">Where the struct stands, or "" for the global namespace.</param>
/// <param name="Name">The struct's name, as code.</param>
/// <param name="Accessibility">"public" or "internal".</param>
/// <param name="SchemaName">The component's name.</param>
/// <param name="Elements">What is sent, in wire order: what everyone sees first.</param>
/// <param name="Problems">What is wrong; then no codec is written.</param>
internal sealed record StructModel(string Namespace, string Name, string Accessibility, string SchemaName, EquatableList<Element> Elements, EquatableList<Problem> Problems)
{
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

using System.Collections.Generic;
using System.Text;
using GameServer.Generators.Model;

namespace GameServer.Generators.Writing;

/// <summary>One quantised field of an element, with the names it has in code.</summary>
/// <param name="Element">What it belongs to.</param>
/// <param name="Part">Which of the element's fields: of a rotation or of text; otherwise 0.</param>
/// <param name="Index">Position in the component.</param>
/// <param name="Name">In Pascal case and unique: <c>PositionX</c>, <c>RotationLargest</c>, <c>Slots2</c>.</param>
internal sealed record Field(Element Element, int Part, int Index, string Name)
{
    private static readonly string[] RotationParts = ["Largest", "A", "B", "C"];

    /// <summary>The column's local variable.</summary>
    public string Column => Local + "Column";

    /// <summary>The element's local variable, where it has several fields.</summary>
    public string Local => char.ToLowerInvariant(Name[0]) + Name.Substring(1);

    /// <summary>What a rotation's part is called.</summary>
    public string RotationPart => RotationParts[Part];

    public static List<Field> Of(StructModel model)
    {
        List<Field> fields = [];
        HashSet<string> taken = ["FieldIndex"];
        foreach (Element element in model.Elements)
        {
            for (int part = 0; part < element.FieldCount; part++)
            {
                string suffix = element.Kind switch
                {
                    ElementKind.Rotation => RotationParts[part],
                    ElementKind.Text => Numbers.Text(part),
                    _ => "",
                };
                string name = PascalCase(element.SchemaName) + suffix;
                while (!taken.Add(name)) name += "_";
                fields.Add(new Field(element, part, fields.Count, name));
            }
        }

        return fields;
    }

    private static string PascalCase(string schemaName)
    {
        StringBuilder name = new();
        foreach (string word in schemaName.Split('.')) name.Append(char.ToUpperInvariant(word[0])).Append(word.Substring(1));
        return name.ToString();
    }
}

using System.Text;

namespace GameServer.Generators.Writing;

/// <summary>Lines of C#, indented by their braces and ended by a line feed on every machine.</summary>
internal sealed class CodeText
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public CodeText Line(string line = "")
    {
        if (line.Length > 0) _text.Append(' ', _depth * 4).Append(line);
        _text.Append('\n');
        return this;
    }

    public CodeText Open(string head)
    {
        Line(head).Line("{");
        _depth++;
        return this;
    }

    public CodeText Close(string tail = "}")
    {
        _depth--;
        return Line(tail);
    }

    public CodeText Indent()
    {
        _depth++;
        return this;
    }

    public CodeText Outdent()
    {
        _depth--;
        return this;
    }

    public override string ToString() => _text.ToString();
}

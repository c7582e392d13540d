using System;
using System.Text;

namespace GameServer.LoadTest.Play;

/// <summary>One picture of a terminal: letters and their colours. Written as a whole, so that nothing flickers, and readable as text, so that a test sees what a person would.</summary>
public sealed class TerminalFrame(int width, int height)
{
    private readonly char[] _letters = new char[width * height];
    private readonly byte[] _colours = new byte[width * height];
    private readonly StringBuilder _text = new();

    public int Width { get; } = width;

    public int Height { get; } = height;

    public void Clear()
    {
        Array.Fill(_letters, ' ');
        Array.Clear(_colours);
    }

    /// <summary>Sets one letter; outside the picture nothing happens.</summary>
    /// <param name="column">From the left, 0 first.</param>
    /// <param name="row">From the top, 0 first.</param>
    /// <param name="letter">A printable letter.</param>
    /// <param name="colour">An ANSI colour, 30..37 and 90..97; 0 for the terminal's own.</param>
    public void Set(int column, int row, char letter, byte colour = 0)
    {
        if ((uint)column >= (uint)Width || (uint)row >= (uint)Height) return;
        _letters[(row * Width) + column] = letter;
        _colours[(row * Width) + column] = colour;
    }

    public void Write(int column, int row, string text, byte colour = 0)
    {
        for (int i = 0; i < text.Length; i++) Set(column + i, row, char.IsControl(text[i]) ? '?' : text[i], colour);
    }

    /// <summary>A row as text.</summary>
    public string Row(int row) => new(_letters, row * Width, Width);

    /// <summary>The picture as text, one line per row.</summary>
    public string ToPlainText()
    {
        _text.Clear();
        for (int row = 0; row < Height; row++) _text.Append(_letters, row * Width, Width).Append('\n');
        return _text.ToString();
    }

    /// <summary>The picture as a terminal takes it: home, then every row with its colours.</summary>
    public string ToAnsi()
    {
        _text.Clear().Append("\e[H");
        byte colour = 0;
        for (int i = 0; i < _letters.Length; i++)
        {
            if (i > 0 && i % Width == 0) _text.Append("\r\n");
            if (_colours[i] != colour) _text.Append("\e[").Append(colour = _colours[i]).Append('m');
            _text.Append(_letters[i]);
        }

        return _text.Append("\e[0m").ToString();
    }
}

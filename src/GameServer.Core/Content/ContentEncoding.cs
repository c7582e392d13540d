using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Text;

namespace GameServer.Core;

/// <summary>The canonical bytes of <see cref="ContentDocument"/>.</summary>
internal static class ContentEncoding
{
    private const byte Format = 1;

    public static byte[] Write(IReadOnlyList<ContentDocumentTable> tables)
    {
        MemoryStream stream = new();
        stream.WriteByte(Format);
        ContentVarint.Write(stream, (ulong)tables.Count);
        foreach (ContentDocumentTable table in tables) WriteTable(stream, table);
        return stream.ToArray();
    }

    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ContentDocumentTable[]? tables)
    {
        tables = null;
        if (bytes.Length == 0 || bytes[0] != Format) return false;
        bytes = bytes[1..];
        if (!TryReadCount(ref bytes, Limits.ContentTables, out int count)) return false;
        ContentDocumentTable[] read = new ContentDocumentTable[count];
        for (int i = 0; i < count; i++)
        {
            if (!TryReadTable(ref bytes, out ContentDocumentTable? table)) return false;
            if (i > 0 && string.CompareOrdinal(read[i - 1].Name, table.Name) >= 0) return false;
            read[i] = table;
        }

        tables = read;
        return bytes.IsEmpty;
    }

    private static void WriteTable(MemoryStream stream, ContentDocumentTable table)
    {
        WriteText(stream, table.Name);
        stream.WriteByte(table.IsSingle ? (byte)1 : (byte)0);
        ContentVarint.Write(stream, (ulong)table.Fields.Count);
        foreach ((string name, ContentFieldKind kind) in table.Fields)
        {
            WriteText(stream, name);
            stream.WriteByte((byte)kind);
        }

        ContentVarint.Write(stream, (ulong)table.Rows.Count);
        foreach (ContentRow row in table.Rows)
        {
            WriteText(stream, row.Id);
            foreach (ContentValue value in row.Values) WriteValue(stream, value);
        }
    }

    private static void WriteValue(MemoryStream stream, in ContentValue value)
    {
        Span<byte> word = stackalloc byte[sizeof(long)];
        switch (value.Kind)
        {
            case ContentFieldKind.Flag:
                stream.WriteByte(value.Flag ? (byte)1 : (byte)0);
                break;
            case ContentFieldKind.Integer:
                ContentVarint.Write(stream, (ulong)((value.Integer << 1) ^ (value.Integer >> 63)));
                break;
            case ContentFieldKind.Single:
                BinaryPrimitives.WriteInt32LittleEndian(word, BitConverter.SingleToInt32Bits(value.Single));
                stream.Write(word[..sizeof(float)]);
                break;
            case ContentFieldKind.Double:
                BinaryPrimitives.WriteInt64LittleEndian(word, BitConverter.DoubleToInt64Bits(value.Double));
                stream.Write(word);
                break;
            default:
                WriteText(stream, value.Text);
                break;
        }
    }

    private static void WriteText(MemoryStream stream, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        ContentVarint.Write(stream, (ulong)utf8.Length);
        stream.Write(utf8, 0, utf8.Length);
    }

    private static bool TryReadTable(scoped ref ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ContentDocumentTable? table)
    {
        table = null;
        if (!TryReadText(ref bytes, Limits.ContentNameBytes, out string name) || name.Length == 0 || !TryTake(ref bytes, 1, out ReadOnlySpan<byte> single) || single[0] > 1) return false;
        if (!TryReadFields(ref bytes, out (string Name, ContentFieldKind Kind)[] fields) || !TryReadCount(ref bytes, Limits.ContentRows, out int count)) return false;
        bool isSingle = single[0] == 1;
        if (isSingle && count != 1) return false;
        if (count > bytes.Length) return false;   // a row takes a byte at least: no memory for a number that is only claimed
        ContentRow[] rows = new ContentRow[count];
        for (int i = 0; i < count; i++)
        {
            if (!TryReadText(ref bytes, Limits.ContentNameBytes, out string id) || id.Length == 0 != isSingle) return false;
            if (i > 0 && string.CompareOrdinal(rows[i - 1].Id, id) >= 0) return false;
            if (!TryReadValues(ref bytes, fields, out ContentValue[] values)) return false;
            rows[i] = new ContentRow(id, values);
        }

        table = new ContentDocumentTable(name, isSingle, fields, rows);
        return true;
    }

    private static bool TryReadFields(scoped ref ReadOnlySpan<byte> bytes, out (string Name, ContentFieldKind Kind)[] fields)
    {
        fields = [];
        if (!TryReadCount(ref bytes, Limits.ContentFields, out int count)) return false;
        fields = new (string Name, ContentFieldKind Kind)[count];
        for (int i = 0; i < count; i++)
        {
            if (!TryReadText(ref bytes, Limits.ContentNameBytes, out string name) || name.Length == 0 || !TryTake(ref bytes, 1, out ReadOnlySpan<byte> kind)) return false;
            if (kind[0] is < (byte)ContentFieldKind.Flag or > (byte)ContentFieldKind.Text) return false;
            if (i > 0 && string.CompareOrdinal(fields[i - 1].Name, name) >= 0) return false;
            fields[i] = (name, (ContentFieldKind)kind[0]);
        }

        return true;
    }

    private static bool TryReadValues(scoped ref ReadOnlySpan<byte> bytes, (string Name, ContentFieldKind Kind)[] fields, out ContentValue[] values)
    {
        values = [];
        if (fields.Length > bytes.Length) return false;
        values = new ContentValue[fields.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (!TryReadValue(ref bytes, fields[i].Kind, out values[i])) return false;
        }

        return true;
    }

    private static bool TryReadValue(scoped ref ReadOnlySpan<byte> bytes, ContentFieldKind kind, out ContentValue value)
    {
        value = default;
        ReadOnlySpan<byte> word;
        switch (kind)
        {
            case ContentFieldKind.Flag:
                if (!TryTake(ref bytes, 1, out word) || word[0] > 1) return false;
                value = ContentValue.Of(word[0] == 1);
                return true;
            case ContentFieldKind.Integer:
                if (!ContentVarint.TryRead(ref bytes, out ulong zigzag)) return false;
                value = ContentValue.Of((long)(zigzag >> 1) ^ -(long)(zigzag & 1));
                return true;
            case ContentFieldKind.Single:
                if (!TryTake(ref bytes, sizeof(float), out word)) return false;
                value = ContentValue.Of(BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt32LittleEndian(word)));
                return true;
            case ContentFieldKind.Double:
                if (!TryTake(ref bytes, sizeof(double), out word)) return false;
                value = ContentValue.Of(BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(word)));
                return true;
            default:
                if (!TryReadText(ref bytes, Limits.ContentTextBytes, out string text)) return false;
                value = ContentValue.Of(text);
                return true;
        }
    }

    private static bool TryReadText(scoped ref ReadOnlySpan<byte> bytes, int bytesMax, out string text)
    {
        text = "";
        if (!TryReadCount(ref bytes, bytesMax, out int length) || !TryTake(ref bytes, length, out ReadOnlySpan<byte> utf8)) return false;
        text = Encoding.UTF8.GetString(utf8);
        return utf8.SequenceEqual(Encoding.UTF8.GetBytes(text));   // else it was no text
    }

    private static bool TryReadCount(scoped ref ReadOnlySpan<byte> bytes, int max, out int count)
    {
        count = 0;
        if (!ContentVarint.TryRead(ref bytes, out ulong value) || value > (ulong)max) return false;
        count = (int)value;
        return true;
    }

    private static bool TryTake(scoped ref ReadOnlySpan<byte> bytes, int count, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (count > bytes.Length) return false;
        taken = bytes[..count];
        bytes = bytes[count..];
        return true;
    }
}

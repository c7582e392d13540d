using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using GameServer.Core;
using GameServer.Core.MemoryPack;
using Xunit;

namespace GameServer.Tests.Unit;

/// <summary>Our reader and writer against bytes recorded from the real library.</summary>
public sealed class PackTests
{
    private static readonly Dictionary<string, byte[]> Vectors = ReadVectors();

    [Theory]
    [InlineData("string utf8", "héllo€", true)]
    [InlineData("string utf16", "héllo€", false)]
    [InlineData("string empty", "", true)]
    [InlineData("string emoji utf8", "a😀", true)]
    public void Recorded_strings_read_and_write(string name, string text, bool isWrittenForm)
    {
        PackReader reader = new(Vectors[name]);
        Assert.True(reader.TryRead(100, out string read));
        Assert.Equal(text, read);
        Assert.Equal(0, reader.BytesLeft);
        if (!isWrittenForm) return;
        byte[] bytes = new byte[64];
        PackWriter writer = new(bytes);
        writer.Write(text);
        Assert.Equal(Vectors[name], bytes[..writer.Length]);
        Assert.Equal(writer.Length, PackWriter.SizeOf(text));
    }

    [Fact]
    public void A_null_string_writes_as_recorded_and_reads_as_empty()
    {
        byte[] bytes = new byte[4];
        PackWriter writer = new(bytes);
        writer.Write((string?)null);
        Assert.Equal(Vectors["string null"], bytes);
        PackReader reader = new(bytes);
        Assert.True(reader.TryRead(0, out string text));
        Assert.Equal("", text);
    }

    [Fact]
    public void Recorded_varints_read_and_those_of_ints_write()
    {
        int count = 0;
        foreach ((string name, byte[] bytes) in Vectors)
        {
            if (!name.StartsWith("varint ", StringComparison.Ordinal)) continue;
            count++;
            string[] words = name.Split(' ');
            PackReader reader = new(bytes);
            Assert.True(reader.TryReadVarInt(out int value), name);
            Assert.Equal(words[2], value.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(0, reader.BytesLeft);
            if (words[1] != "int32") continue;
            byte[] written = new byte[8];
            PackWriter writer = new(written);
            writer.WriteVarInt(value);
            Assert.Equal(bytes, written[..writer.Length]);
        }

        Assert.Equal(18, count);
    }

    [Theory]
    [InlineData("8100000000")]
    [InlineData("81ffffffffffffffff")]
    [InlineData("83ffffffff")]
    [InlineData("800000000000000080")]
    [InlineData("")]
    public void A_varint_beyond_an_int_or_cut_short_is_refused(string hex)
    {
        PackReader reader = new(Convert.FromHexString(hex));
        Assert.False(reader.TryReadVarInt(out _));
    }

    [Fact]
    public void A_recorded_version_tolerant_object_reads_and_writes()
    {
        byte[] vector = Vectors["version tolerant"];
        PackReader reader = new(vector);
        Span<int> lengths = stackalloc int[4];
        Assert.True(reader.TryBeginObject(lengths));
        Assert.Equal([4, 10, 0, 8], lengths.ToArray());
        Assert.True(reader.TryRead(out int number));
        Assert.True(reader.TryRead(50, out string text));
        Assert.True(reader.TryRead(out long wide));
        Assert.Equal((5, "hi", 9L, 0), (number, text, wide, reader.BytesLeft));

        byte[] bytes = new byte[64];
        PackWriter writer = new(bytes);
        writer.BeginObject([4, PackWriter.SizeOf("hi"), 0, 8]);
        writer.Write(5);
        writer.Write("hi");
        writer.Write(9L);
        Assert.Equal(vector, bytes[..writer.Length]);
    }

    [Fact]
    public void Objects_of_newer_older_and_no_writers_are_told_apart()
    {
        Span<int> lengths = stackalloc int[4];
        PackReader newer = new(Vectors["decode: version tolerant with 5 members"]);
        Assert.True(newer.TryBeginObject(lengths));
        Assert.Equal([4, 10, 0, 8], lengths.ToArray());
        PackReader older = new(Vectors["decode: version tolerant with 1 member"]);
        Assert.True(older.TryBeginObject(lengths));
        Assert.Equal([4, 0, 0, 0], lengths.ToArray());
        PackReader none = new(Vectors["version tolerant null"]);
        Assert.False(none.TryBeginObject(lengths));
    }

    [Theory]
    [InlineData("union tag 0", 0)]
    [InlineData("union tag 300 (wide)", 300)]
    [InlineData("union tag 249", 249)]
    [InlineData("decode: union narrow tag written wide", 0)]
    public void Recorded_union_tags_read(string name, int expected)
    {
        PackReader reader = new(Vectors[name]);
        Assert.True(reader.TryReadUnionTag(out int tag));
        Assert.Equal(expected, tag);
    }

    [Fact]
    public void A_null_union_is_no_message()
    {
        PackReader reader = new(Vectors["union null"]);
        Assert.False(reader.TryReadUnionTag(out _));
    }

    [Theory]
    [InlineData("fdffffff02000000c328")]           // a lead byte without its trail
    [InlineData("fcffffff01000000eda080")]         // a surrogate in UTF-8
    [InlineData("fdffffff01000000c080")]           // an overlong zero
    [InlineData("fbffffff01000000f4908080")]       // beyond U+10FFFF
    [InlineData("feffffff01000000")]               // its byte is missing
    [InlineData("0100000000d8")]                   // half a surrogate pair in UTF-16
    [InlineData("ffffff7f6100")]                   // two billion letters
    [InlineData("00000080")]                       // two billion bytes
    [InlineData("ebffffff14000000")]               // 20 bytes where 10 are allowed
    public void Text_that_is_not_text_is_refused(string hex)
    {
        PackReader reader = new(Convert.FromHexString(hex));
        Assert.False(reader.TryRead(10, out string text));
        Assert.Equal("", text);
    }

    [Fact]
    public void A_writer_latches_when_something_does_not_fit()
    {
        for (int capacity = 0; capacity < 30; capacity++)
        {
            PackWriter writer = new(new byte[capacity]);
            writer.WriteUnionTag(3);
            writer.BeginObject([4, 8]);
            writer.Write(1);
            writer.Write(2L);
            writer.Write("text");
            Assert.Equal(capacity < 28, writer.Overflowed);
            Assert.True(writer.Length <= capacity);
        }

        Assert.Throws<InvariantException>(() => new PackWriter(new byte[999]).BeginObject(new int[250]));
    }

    private static Dictionary<string, byte[]> ReadVectors()
    {
        Dictionary<string, byte[]> vectors = [];
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Repository.Test("Vectors/memorypack-vectors.json")));
        foreach (JsonElement vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            string hex = vector.GetProperty("hex").GetString()!;
            string name = vector.GetProperty("name").GetString()!;
            vectors[name] = Convert.FromHexString(hex);
        }

        return vectors;
    }
}

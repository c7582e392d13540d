using System;
using GameServer.Core;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class FixedTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("Ann", "Ann", "Ann")]
    [InlineData("fifteen letters", "fifteen letters", "fifteen letters")]
    [InlineData("sixteen letters!", "sixteen letters", "sixteen letters!")]
    [InlineData("thirty letters are a long name", "thirty letters ", "thirty letters are a long name")]
    [InlineData("thirty letters are a long name+", "thirty letters ", "thirty letters are a long name")]
    [InlineData("fourteen bytesé", "fourteen bytes", "fourteen bytesé")]
    [InlineData("thirteen byte€", "thirteen byte", "thirteen byte€")]
    [InlineData("twelve bytes🚀", "twelve bytes", "twelve bytes🚀")]
    [InlineData("cut\0here", "cut", "cut")]
    public void Text_that_fits_comes_back_and_longer_text_is_cut_between_characters(string text, string in16, string in32)
    {
        Assert.Equal(in16, new FixedString16(text).ToString());
        Assert.Equal(in32, new FixedString32(text).ToString());
        Assert.Equal(text.Length == 0, new FixedString16(text).IsEmpty);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_such()
    {
        Assert.Equal("half \ufffd pair", new FixedString16("half \ud83d pair").ToString());
        Assert.Equal("half \ufffd", new FixedString32("half \ud83d").ToString());
    }

    [Fact]
    public void Parts_put_together_are_the_text()
    {
        FixedString32 text = new("näme with ü and € and 🚀.");
        FixedString32 copy = default;
        for (int i = FixedString32.PartCount - 1; i >= 0; i--)
        {
            copy.SetPart(i, -1);
            copy.SetPart(i, text.GetPart(i));
        }

        Assert.Equal(text, copy);
        Assert.True(text == copy);
        Assert.Equal(text.GetHashCode(), copy.GetHashCode());
        Assert.False(text != copy);
        Assert.NotEqual(text, new FixedString32("näme"));
        FixedString16 small = new("fifteen letters");
        FixedString16 other = default;
        for (int i = 0; i < FixedString16.PartCount; i++) other.SetPart(i, small.GetPart(i));
        Assert.Equal(small, other);
        Assert.Equal(small.GetHashCode(), other.GetHashCode());
        Assert.Throws<ArgumentOutOfRangeException>(() => small.GetPart(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => text.GetPart(-1));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "a")]
    [InlineData(2, "a")]
    [InlineData(3, "a")]
    [InlineData(4, "a€")]
    [InlineData(5, "a€b")]
    [InlineData(30, "a€b")]
    public void Truncating_leaves_whole_characters(int bytes, string left)
    {
        Assert.Equal(left, new FixedString16("a€b").Truncated(bytes).ToString());
        Assert.Equal(left, new FixedString32("a€b").Truncated(bytes).ToString());
    }

    [Fact]
    public void Elements_of_arrays_stand_apart()
    {
        FixedArray16<int> sixteen = default;
        FixedArray8<byte> eight = default;
        for (int i = 0; i < FixedArray16<int>.Length; i++) sixteen[i] = i * i;
        for (int i = 0; i < FixedArray8<byte>.Length; i++) eight[i] = (byte)i;
        for (int i = 0; i < 16; i++) Assert.Equal(i * i, sixteen[i]);
        for (int i = 0; i < 8; i++) Assert.Equal(i, eight[i]);
        Assert.Throws<IndexOutOfRangeException>(() => sixteen[16]);
        Assert.Throws<IndexOutOfRangeException>(() => sixteen[-1]);
        Assert.Throws<IndexOutOfRangeException>(() => eight[8] = 1);
        Assert.Throws<IndexOutOfRangeException>(() => default(FixedArray4<bool>)[4]);
    }
}

extern alias host;

using System.Text;
using Xunit;
using HugePages = host::GameServer.Host.Memory.HugePages;

namespace GameServer.Tests.Unit;

public sealed class HugePagesTests
{
    [Theory]
    [InlineData("7f0000100000-7f0000900000 rw-p 00000000 00:00 0 ", 0x7f0000200000, 0x7f0000800000)]
    [InlineData("400000-800000 rw-p 00000000 00:00 0", 0x400000, 0x800000)]
    public void Nameless_memory_is_taken_inwards_to_whole_pages(string line, long first, long end)
    {
        Assert.True(HugePages.TryParseRange(Encoding.ASCII.GetBytes(line), out long foundFirst, out long foundEnd));
        Assert.Equal((first, end), (foundFirst, foundEnd));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7f0000100000")]
    [InlineData("7f0000100000-")]
    [InlineData("7f0000100000-7f0000200000 rw-p 00000000 00:00 0 ")]
    [InlineData("400000-800000 r--p 00000000 00:00 0 ")]
    [InlineData("400000-800000 rw-s 00000000 00:01 9 /memfd:doublemapper (deleted)")]
    [InlineData("400000-800000 rw-p 00001000 08:01 77 /usr/lib/libc.so.6")]
    [InlineData("400000-800000 rw-p 00000000 00:00 0 [stack]")]
    public void Whatever_else_is_mapped_is_left_alone(string line)
    {
        Assert.False(HugePages.TryParseRange(Encoding.ASCII.GetBytes(line), out _, out _));
    }
}

using System;
using System.Linq;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Golden;

/// <summary>
/// The bytes of every reliable message, as a stock MemoryPack client would write and read them: union tag, member count, one length per member, members. They change
/// only with the protocol's version.
/// </summary>
public sealed class ControlMessageTests
{
    private const string JoinBefore = "00" + "04" + "04" + "08" + "04" + "0b" + "01000000" + "8877665544332211" + "ffffffff" + "fcffffff03000000" + "416e6e";
    private const string JoinBeforeSessions = "00" + "06" + "04" + "08" + "04" + "0b" + "0b" + "08" + "01000000" + "8877665544332211" + "ffffffff" + "fcffffff03000000" + "416e6e"
        + "fcffffff03000000" + "746167" + "1032547698badcfe";
    private const string JoinBeforeCoders = "00" + "09" + "04" + "08" + "04" + "0b" + "0b" + "08" + "0c" + "07" + "01" + "01000000" + "8877665544332211" + "ffffffff" + "fcffffff03000000" + "416e6e"
        + "fcffffff03000000" + "746167" + "1032547698badcfe" + "fbffffff04000000" + "61636331" + "03000000" + "a1a2a3" + "01";
    private const string JoinBeforeContent = "00" + "0a" + "04" + "08" + "04" + "0b" + "0b" + "08" + "0c" + "07" + "01" + "01" + "01000000" + "8877665544332211" + "ffffffff" + "fcffffff03000000" + "416e6e"
        + "fcffffff03000000" + "746167" + "1032547698badcfe" + "fbffffff04000000" + "61636331" + "03000000" + "a1a2a3" + "01" + "01";
    private const string Join = "00" + "0b" + "04" + "08" + "04" + "0b" + "0b" + "08" + "0c" + "07" + "01" + "01" + "08" + "01000000" + "8877665544332211" + "ffffffff" + "fcffffff03000000" + "416e6e"
        + "fcffffff03000000" + "746167" + "1032547698badcfe" + "fbffffff04000000" + "61636331" + "03000000" + "a1a2a3" + "01" + "01" + "efcdab8967452301";
    private const string WelcomedBefore = "01" + "06" + "040404040408" + "07000000" + "03000000" + "88130000" + "1e000000" + "40e20100" + "00c8a3b1f7d1da08";
    private const string WelcomedBeforeSessions = "01" + "08" + "0404040404080804" + "07000000" + "03000000" + "88130000" + "1e000000" + "40e20100" + "00c8a3b1f7d1da08" + "8877665544332211" + "00040000";
    private const string WelcomedBeforeContent = "01" + "0c" + "0404040404080804" + "0c" + "07" + "04" + "04" + "07000000" + "03000000" + "88130000" + "1e000000" + "40e20100" + "00c8a3b1f7d1da08"
        + "8877665544332211" + "00040000" + "fbffffff04000000" + "61636331" + "03000000" + "a1a2a3" + "02000000" + "05000000";
    private const string Welcomed = "01" + "0d" + "0404040404080804" + "0c" + "07" + "04" + "04" + "08" + "07000000" + "03000000" + "88130000" + "1e000000" + "40e20100" + "00c8a3b1f7d1da08"
        + "8877665544332211" + "00040000" + "fbffffff04000000" + "61636331" + "03000000" + "a1a2a3" + "02000000" + "05000000" + "efcdab8967452301";
    private const string Content = "0b" + "04" + "04" + "08" + "08" + "07" + "40e20100" + "8877665544332211" + "efcdab8967452301" + "03000000" + "a1a2a3";
    private const string ContentReported = "0c" + "02" + "08" + "01" + "efcdab8967452301" + "01";
    private const string Command = "07" + "02" + "04" + "06" + "09000000" + "02000000" + "abcd";
    private const string Results = "08" + "02" + "04" + "08" + "09000000" + "02000000" + "0000" + "0100";
    private const string CommandRefused = "09" + "02" + "0404" + "09000000" + "00000000";
    private const string Refused = "02" + "02" + "04" + "0c" + "04000000" + "fbffffff04000000" + "66756c6c";
    private const string Clock = "03" + "02" + "0408" + "40e20100" + "00c8a3b1f7d1da08";
    private const string Farewelled = "04" + "02" + "04" + "04" + "00000000" + "00000000";

    [Fact]
    public void A_join_request_is_these_bytes()
    {
        JoinRequest message = new(1, 0x1122_3344_5566_7788, -1, "Ann", "tag", 0xFEDC_BA98_7654_3210, "acc1", [0xA1, 0xA2, 0xA3], true, JoinRequest.DenseCoder, 0x0123_4567_89AB_CDEF);
        byte[] bytes = new byte[ControlMessage.BytesMax];
        Assert.Equal(Join, Hex(bytes, message.Write(bytes)));
        Assert.True(JoinRequest.TryRead(Convert.FromHexString(Join), out JoinRequest read));
        Assert.Equal(message.ResumeToken, read.ResumeToken!);
        Assert.Equal(message, read with { ResumeToken = message.ResumeToken });
        CheckTag(Join, ControlMessage.JoinTag);
    }

    [Fact]
    public void A_welcome_is_these_bytes()
    {
        Welcome message = new(7, new PlayerSlot(3), 5_000, 30, new Tick(123_456), 0x08DA_D1F7_B1A3_C800, 0x1122_3344_5566_7788, 1_024, "acc1", [0xA1, 0xA2, 0xA3], SessionStart.FreshView, 5, 0x0123_4567_89AB_CDEF);
        byte[] bytes = new byte[ControlMessage.BytesMax];
        Assert.Equal(Welcomed, Hex(bytes, message.Write(bytes)));
        Assert.True(Welcome.TryRead(Convert.FromHexString(Welcomed), out Welcome read));
        Assert.Equal(message.ResumeToken, read.ResumeToken!);
        Assert.Equal(message, read with { ResumeToken = message.ResumeToken });
        CheckTag(Welcomed, ControlMessage.WelcomeTag);
    }

    [Fact]
    public void Content_is_these_bytes()
    {
        byte[] bytes = new byte[ContentMessage.BytesMax];
        Assert.Equal(Content, Hex(bytes, ContentMessage.Write(bytes, new Tick(123_456), 0x1122_3344_5566_7788, 0x0123_4567_89AB_CDEF, [0xA1, 0xA2, 0xA3])));
        Assert.True(ContentMessage.TryRead(Convert.FromHexString(Content), out Tick from, out ulong held, out ulong version, out ReadOnlySpan<byte> body));
        Assert.Equal((new Tick(123_456), 0x1122_3344_5566_7788UL, 0x0123_4567_89AB_CDEFUL), (from, held, version));
        Assert.Equal("a1a2a3", Convert.ToHexStringLower(body));
        CheckTag(Content, ControlMessage.ContentTag);
    }

    [Fact]
    public void A_report_on_content_is_these_bytes()
    {
        ContentReport message = new(0x0123_4567_89AB_CDEF, ContentOutcome.Refused);
        byte[] bytes = new byte[ControlMessage.BytesMax];
        Assert.Equal(ContentReported, Hex(bytes, message.Write(bytes)));
        Assert.True(ContentReport.TryRead(Convert.FromHexString(ContentReported), out ContentReport read));
        Assert.Equal(message, read);
        CheckTag(ContentReported, ControlMessage.ContentReportTag);
    }

    [Fact]
    public void What_was_written_before_content_is_still_read()
    {
        Assert.True(JoinRequest.TryRead(Convert.FromHexString(JoinBeforeContent), out JoinRequest join));
        Assert.Equal((JoinRequest.DenseCoder, 0UL), (join.Coders, join.Content));
        Assert.True(Welcome.TryRead(Convert.FromHexString(WelcomedBeforeContent), out Welcome welcome));
        Assert.Equal((5U, 0UL), (welcome.CommandsTaken, welcome.Content));
    }

    [Fact]
    public void What_was_written_before_schemas_were_negotiated_is_still_read()
    {
        Assert.True(JoinRequest.TryRead(Convert.FromHexString(JoinBefore), out JoinRequest join));
        Assert.Equal(new JoinRequest(1, 0x1122_3344_5566_7788, -1, "Ann"), join);
        Assert.True(Welcome.TryRead(Convert.FromHexString(WelcomedBefore), out Welcome welcome));
        Assert.Equal(new Welcome(7, new PlayerSlot(3), 5_000, 30, new Tick(123_456), 0x08DA_D1F7_B1A3_C800), welcome);
    }

    [Fact]
    public void What_was_written_before_sessions_outlived_connections_is_still_read()
    {
        Assert.True(JoinRequest.TryRead(Convert.FromHexString(JoinBeforeSessions), out JoinRequest join));
        Assert.True(JoinRequest.TryRead(Convert.FromHexString(JoinBeforeCoders), out JoinRequest before));
        Assert.Equal(("acc1", true, (byte)0), (before.PlayerId, before.HoldsView, before.Coders));
        Assert.Equal(new JoinRequest(1, 0x1122_3344_5566_7788, -1, "Ann", "tag", 0xFEDC_BA98_7654_3210), join);
        Assert.True(Welcome.TryRead(Convert.FromHexString(WelcomedBeforeSessions), out Welcome welcome));
        Assert.Equal(new Welcome(7, new PlayerSlot(3), 5_000, 30, new Tick(123_456), 0x08DA_D1F7_B1A3_C800, 0x1122_3344_5566_7788, 1_024), welcome);
    }

    [Fact]
    public void A_command_is_these_bytes()
    {
        byte[] bytes = new byte[CommandMessage.BytesMax];
        Assert.Equal(Command, Hex(bytes, CommandMessage.Write(bytes, 9, [0xAB, 0xCD])));
        Assert.True(CommandMessage.TryRead(Convert.FromHexString(Command), out uint sequence, out ReadOnlySpan<byte> command));
        Assert.Equal(9u, sequence);
        Assert.Equal([0xAB, 0xCD], command.ToArray());
        Assert.True(CommandMessage.Write(bytes, uint.MaxValue, new byte[Limits.CommandBytes]) <= CommandMessage.BytesMax);
        CheckTag(Command, ControlMessage.CommandTag);
    }

    [Fact]
    public void Results_of_commands_are_these_bytes()
    {
        byte[] bytes = new byte[CommandResultsMessage.BytesMax];
        CommandResult[] read = new CommandResult[Limits.CommandsInFlight];
        Assert.Equal(Results, Hex(bytes, CommandResultsMessage.Write(bytes, 9, [CommandResult.Done, new CommandResult(1)])));
        Assert.True(CommandResultsMessage.TryRead(Convert.FromHexString(Results), out uint first, read, out int count));
        Assert.Equal((9u, 2), (first, count));
        Assert.Equal([CommandResult.Done, new CommandResult(1)], read[..count]);
        Assert.True(CommandResultsMessage.Write(bytes, 1, read) <= CommandResultsMessage.BytesMax);
        CheckTag(Results, ControlMessage.CommandResultsTag);
    }

    [Fact]
    public void A_refused_command_is_these_bytes()
    {
        CommandRefusal message = new(9, CommandRefusalReason.TooMany);
        byte[] bytes = new byte[ControlMessage.BytesMax];
        Assert.Equal(CommandRefused, Hex(bytes, message.Write(bytes)));
        Assert.True(CommandRefusal.TryRead(Convert.FromHexString(CommandRefused), out CommandRefusal read));
        Assert.Equal(message, read);
        CheckTag(CommandRefused, ControlMessage.CommandRefusalTag);
    }

    [Fact]
    public void A_refusal_is_these_bytes()
    {
        Refusal message = new(RefusalReason.RoomFull, "full");
        byte[] bytes = new byte[ControlMessage.BytesMax];
        Assert.Equal(Refused, Hex(bytes, message.Write(bytes)));
        Assert.True(Refusal.TryRead(Convert.FromHexString(Refused), out Refusal read));
        Assert.Equal(message, read);
        CheckTag(Refused, ControlMessage.RefusalTag);
    }

    [Fact]
    public void A_clock_message_is_these_bytes()
    {
        ClockMessage message = new(new Tick(123_456), 0x08DA_D1F7_B1A3_C800);
        byte[] bytes = new byte[ControlMessage.BytesMax];
        Assert.Equal(Clock, Hex(bytes, message.Write(bytes)));
        Assert.True(ClockMessage.TryRead(Convert.FromHexString(Clock), out ClockMessage read));
        Assert.Equal(message, read);
        CheckTag(Clock, ControlMessage.ClockTag);
    }

    [Fact]
    public void A_farewell_is_these_bytes()
    {
        Farewell message = new(FarewellReason.ServerStopping, "");
        byte[] bytes = new byte[ControlMessage.BytesMax];
        Assert.Equal(Farewelled, Hex(bytes, message.Write(bytes)));
        Assert.True(Farewell.TryRead(Convert.FromHexString(Farewelled), out Farewell read));
        Assert.Equal(message, read);
        CheckTag(Farewelled, ControlMessage.FarewellTag);
    }

    [Fact]
    public void A_newer_writers_extra_member_is_skipped()
    {
        const string Newer = "03" + "03" + "040802" + "40e20100" + "00c8a3b1f7d1da08" + "abcd";
        Assert.True(ClockMessage.TryRead(Convert.FromHexString(Newer), out ClockMessage read));
        Assert.Equal(new Tick(123_456), read.Tick);
    }

    [Fact]
    public void Every_shorter_message_is_refused()
    {
        foreach (string hex in new[] { Join, Welcomed, Refused, Clock, Farewelled, Command, Results, CommandRefused, Content, ContentReported })
        {
            byte[] bytes = Convert.FromHexString(hex);
            for (int cut = 0; cut < bytes.Length; cut++)
            {
                ReadOnlySpan<byte> shorter = bytes.AsSpan(0, cut);
                bool read = JoinRequest.TryRead(shorter, out _) || Welcome.TryRead(shorter, out _) || Refusal.TryRead(shorter, out _)
                    || ClockMessage.TryRead(shorter, out _) || Farewell.TryRead(shorter, out _) || CommandMessage.TryRead(shorter, out _, out _)
                    || CommandResultsMessage.TryRead(shorter, out _, new CommandResult[Limits.CommandsInFlight], out _) || CommandRefusal.TryRead(shorter, out _);
                Assert.False(read, $"{hex} cut to {cut} bytes");
            }
        }
    }

    [Fact]
    public void A_message_is_taken_for_no_other()
    {
        byte[] bytes = Convert.FromHexString(Refused);
        Assert.False(Farewell.TryRead(bytes, out _));
        Assert.False(JoinRequest.TryRead(bytes, out _));
        Assert.False(Welcome.TryRead(bytes, out _));
        Assert.False(ClockMessage.TryRead(bytes, out _));
    }

    [Theory]
    [InlineData(-1, 5_000, 30)]
    [InlineData(65_535, 5_000, 30)]
    [InlineData(3, 0, 30)]
    [InlineData(3, 65_536, 30)]
    [InlineData(3, 5_000, 0)]
    [InlineData(3, 5_000, 129)]
    public void A_welcome_beyond_the_limits_is_refused(int seat, int capacity, int rate)
    {
        byte[] bytes = Convert.FromHexString(Welcomed);
        BitConverter.TryWriteBytes(bytes.AsSpan(18), seat);
        BitConverter.TryWriteBytes(bytes.AsSpan(22), capacity);
        BitConverter.TryWriteBytes(bytes.AsSpan(26), rate);
        Assert.False(Welcome.TryRead(bytes, out _));
    }

    [Theory]
    [InlineData("é", 150)]
    [InlineData("a😀", 60)]
    [InlineData("€", 80)]
    public void A_text_too_long_is_cut_between_letters(string letters, int times)
    {
        string text = string.Concat(Enumerable.Repeat(letters, times));
        byte[] bytes = new byte[ControlMessage.BytesMax];
        int length = new Refusal(RefusalReason.Malformed, text).Write(bytes);
        Assert.True(Refusal.TryRead(bytes.AsSpan(0, length), out Refusal read));
        Assert.StartsWith(read.Text, text, StringComparison.Ordinal);
        Assert.InRange(read.Text.Length, 60, 66);
    }

    [Fact]
    public void A_text_that_fits_is_not_cut()
    {
        string text = new('a', ControlMessage.TextBytesMax);
        byte[] bytes = new byte[ControlMessage.BytesMax];
        int length = new Refusal(RefusalReason.Malformed, text).Write(bytes);
        Assert.True(Refusal.TryRead(bytes.AsSpan(0, length), out Refusal read));
        Assert.Equal(text, read.Text);
    }

    [Fact]
    public void A_farewell_and_a_refusal_that_lead_elsewhere_are_these_bytes_and_say_the_same_to_who_does_not_know_it()
    {
        const string Elsewhere = "04" + "04" + "04" + "04" + "0d" + "04" + "08000000" + "00000000" + "faffffff05000000" + "3a37373738" + "03000000";
        Farewell message = new(FarewellReason.Moved, "", new Redirect(":7778", 3));
        byte[] bytes = new byte[ControlMessage.BytesMax];
        Assert.Equal(Elsewhere, Hex(bytes, message.Write(bytes)));
        Assert.True(Farewell.TryRead(Convert.FromHexString(Elsewhere), out Farewell read));
        Assert.Equal(message, read);
        Refusal refusal = new(RefusalReason.Draining, "go", new Redirect("[::1]:7777"));
        int length = refusal.Write(bytes);
        Assert.True(Refusal.TryRead(bytes.AsSpan(0, length), out Refusal refused));
        Assert.Equal(refusal, refused);
        string longest = new('x', Redirect.WhereBytesMax);
        Assert.True(new Farewell(FarewellReason.Moved, new string('€', 100), new Redirect(longest, int.MaxValue)).Write(bytes) <= bytes.Length);
    }

    [Fact]
    public void A_notice_is_these_bytes()
    {
        const string Noticed = "0a" + "05" + "04" + "0a" + "04" + "0d" + "04" + "01000000" + "fdffffff02000000" + "6869" + "1e000000" + "faffffff05000000" + "3a37373738" + "ffffffff";
        Notice message = new(NoticeKind.Draining, "hi", 30, new Redirect(":7778"));
        byte[] bytes = new byte[ControlMessage.BytesMax];
        Assert.Equal(Noticed, Hex(bytes, message.Write(bytes)));
        Assert.True(Notice.TryRead(Convert.FromHexString(Noticed), out Notice read));
        Assert.Equal(message, read);
        CheckTag(Noticed, ControlMessage.NoticeTag);
        for (int cut = 0; cut < Noticed.Length / 2; cut++) Assert.False(Notice.TryRead(Convert.FromHexString(Noticed).AsSpan(0, cut), out _), $"cut to {cut} bytes");
        int longest = new Notice(NoticeKind.Message, new string('a', 1_000), 0, new Redirect(new string('x', Redirect.WhereBytesMax))).Write(bytes);
        Assert.True(Notice.TryRead(bytes.AsSpan(0, longest), out _));
    }

    private static void CheckTag(string hex, int expected)
    {
        Assert.True(ControlMessage.TryReadTag(Convert.FromHexString(hex), out int tag));
        Assert.Equal(expected, tag);
    }

    private static string Hex(byte[] bytes, int length) => Convert.ToHexStringLower(bytes.AsSpan(0, length));
}

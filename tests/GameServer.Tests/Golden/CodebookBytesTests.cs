using System;
using System.IO;
using GameServer.Replication;
using GameServer.Tests.Property.Model;
using Xunit;

namespace GameServer.Tests.Golden;

/// <summary>The bytes of a codebook's message for the schema of the model tests, with four tables and a gain of its own: <c>codebook.hex</c>. They change only with the protocol's version.</summary>
public sealed class CodebookBytesTests
{
    private const int Id = 5;

    [Fact]
    public void A_codebook_is_these_bytes()
    {
        byte[] message = new byte[CodebookMessage.BytesMax];
        Assert.Equal(Golden(), Convert.ToHexStringLower(message.AsSpan(0, Write(message))));
    }

    [Fact]
    public void These_bytes_are_that_codebook()
    {
        byte[] message = Convert.FromHexString(Golden());
        Assert.True(CodebookMessage.TryRead(message, out int id, out ReadOnlySpan<byte> bytes));
        Assert.Equal(Id, id);
        CodebookLayout layout = CodebookLayout.Of(ModelSchema.Schema);
        CodebookDraft read = new(layout);
        Assert.True(CodebookFormat.TryRead(layout, bytes, read));
        CodebookDraft wanted = Draft(layout);
        for (int node = 0; node < layout.Nodes.Length; node++)
        {
            Assert.Equal(wanted.IsOwn(node), read.IsOwn(node));
            if (wanted.IsOwn(node)) Assert.Equal(wanted.Lengths(node).ToArray(), read.Lengths(node).ToArray());
        }

        for (int plan = 0; plan < layout.PlanCount; plan++) Assert.Equal(wanted.Gains(plan).ToArray(), read.Gains(plan).ToArray());
        SnapshotReader reader = new(new ReplicatedWorld(ModelSchema.Schema, 16), new SnapshotScratch());
        Assert.True(reader.TryTakeCodebook(message));
        Assert.Equal(Id, reader.NewestCodebook);
    }

    internal static int Write(Span<byte> message)
    {
        CodebookLayout layout = CodebookLayout.Of(ModelSchema.Schema);
        byte[] book = new byte[CodebookFormat.BytesMax];
        int length = CodebookFormat.Write(layout, Draft(layout), book);
        return CodebookMessage.Write(message, Id, book.AsSpan(0, length));
    }

    // Every so many nodes a table, of counts that fall off at different rates; in every second one the last symbols have no code but the escape's.
    private static CodebookDraft Draft(CodebookLayout layout)
    {
        CodebookDraft draft = new(layout);
        HuffmanLengths huffman = new();
        for (int node = 7; node < layout.Nodes.Length; node += layout.Nodes.Length / 4)
        {
            int alphabet = layout.Nodes[node].Alphabet;
            int[] counts = new int[alphabet + 1];
            for (int symbol = 0; symbol < alphabet; symbol++) counts[symbol] = (node & 1) != 0 && symbol > alphabet / 2 ? 0 : Math.Max(1, 1000 >> (symbol * (1 + (node % 3)) / 2 % 30));
            counts[alphabet] = (node & 1) != 0 ? 1 : 0;
            byte[] lengths = new byte[alphabet + 1];
            huffman.Build(counts, lengths);
            draft.Give(node, lengths);
        }

        draft.Gains(0)[0] = 2;
        return draft;
    }

    private static string Golden() => File.ReadAllText(Repository.Test("Golden/codebook.hex")).Trim();
}

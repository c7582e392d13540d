using System;
using System.Collections.Generic;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Codebooks as clients hold them. Clients of one thread that play in one room are all sent the same books: each is made once. What is no longer among the last few stays alive as
/// long as a client still has it.
/// </summary>
internal sealed class CodebookShelf
{
    private const int BooksKept = 8;

    private readonly List<Game> _games = [];

    /// <summary>The book both ends have without a word.</summary>
    public Codebook BuiltIn(GameSchema schema) => Of(schema).BuiltIn;

    /// <summary>The book that a message describes, made or found.</summary>
    public bool TryBook(GameSchema schema, int id, ReadOnlySpan<byte> bytes, out Codebook book)
    {
        Game game = Of(schema);
        foreach (Entry entry in game.Books)
        {
            if (entry.Id != id || !bytes.SequenceEqual(entry.Bytes)) continue;
            book = entry.Book;
            return true;
        }

        book = game.BuiltIn;
        if (!CodebookFormat.TryRead(game.BuiltIn.Layout, bytes, game.Draft)) return false;
        book = new Codebook(game.BuiltIn.Layout, reads: true);
        book.Load(id, game.Draft);
        if (game.Books.Count == BooksKept) game.Books.RemoveAt(0);
        game.Books.Add(new Entry(id, bytes.ToArray(), book));
        return true;
    }

    /// <summary>What dense packets of the game are made of.</summary>
    public DenseLayout DenseLayout(GameSchema schema) => Of(schema).Dense;

    private Game Of(GameSchema schema)
    {
        foreach (Game game in _games)
        {
            if (ReferenceEquals(game.Schema, schema)) return game;
        }

        CodebookLayout layout = CodebookLayout.Of(schema);
        Game added = new(schema, new Codebook(layout, reads: true), new CodebookDraft(layout), []);
        if (_games.Count == BooksKept) _games.RemoveAt(0);
        _games.Add(added);
        return added;
    }

    private sealed record Game(GameSchema Schema, Codebook BuiltIn, CodebookDraft Draft, List<Entry> Books)
    {
        private DenseLayout? _dense;

        public DenseLayout Dense => _dense ??= Replication.DenseLayout.Of(Schema);
    }

    private sealed record Entry(int Id, byte[] Bytes, Codebook Book);
}

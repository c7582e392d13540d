namespace GameServer.Replication;

/// <summary>One place in a layout that may have a table of its own. Symbols are 0 .. alphabet − 1, and alphabet itself for the escape.</summary>
internal readonly record struct CodebookNode(int Parent, int Alphabet, int FirstSymbol, CodebookPrior Prior, int TypicalBits)
{
    public const int NoParent = -1;

    public bool IsRoot => Parent == NoParent;
}

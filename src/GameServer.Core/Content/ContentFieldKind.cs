namespace GameServer.Core;

/// <summary>What a content value is as bytes; the numbers are on disk and on the wire.</summary>
public enum ContentFieldKind : byte
{
    /// <summary>True or false.</summary>
    Flag = 1,

    /// <summary>A whole number of at most 64 bits with its sign.</summary>
    Integer = 2,

    /// <summary>A finite number, 32-bit.</summary>
    Single = 3,

    /// <summary>A finite number, 64-bit.</summary>
    Double = 4,

    /// <summary>Text; a choice by its name and a reference by its row's id are text too, so that both outlive a change of order.</summary>
    Text = 5,
}

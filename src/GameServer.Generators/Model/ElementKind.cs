namespace GameServer.Generators.Model;

/// <summary>How one scalar of a struct travels.</summary>
internal enum ElementKind
{
    Number,
    Angle,
    Integer,
    Symbol,
    Bool,
    Rotation,
    Text,
}

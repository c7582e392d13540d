namespace GameServer.Replication;

/// <summary>What a dense packet says of an entity, as a number of three bits, and its place in a lesson's word: slot 16 | operation 3 | age 6 | form 2, lowest first.</summary>
internal static class DenseOperation
{
    public const int Regular = 0;
    public const int RegularTickBefore = 1;
    public const int Moving = 2;
    public const int Plain = 3;
    public const int AtOwnAge = 4;
    public const int Full = 5;
    public const int Remove = 6;
    public const int Count = 7;

    /// <summary>The word of an entity: ages and forms other than an own one's are left out, the operation tells them.</summary>
    public static int Word(ushort slot, int operation, int age, DeltaForm form) => slot | (operation << 16) | (operation == AtOwnAge ? (age << 19) | ((int)form << 25) : 0);

    public static ushort SlotOf(int word) => (ushort)word;

    public static int Of(int word) => (word >> 16) & 7;

    public static int AgeOf(int word) => (word >> 19) & 63;

    public static DeltaForm FormOf(int word) => (DeltaForm)((word >> 25) & 3);
}

namespace GameServer.Transport.Wire;

/// <summary>A channel id on the wire: channel number × 4 + delivery method. Each id has its own sequences and acknowledgements in each direction.</summary>
internal static class ChannelId
{
    public const int Count = 256;

    public const int NumberCount = 64;

    public static byte Of(DeliveryMethod method, byte channel) => (byte)((channel << 2) | (int)method);

    public static DeliveryMethod MethodOf(byte id) => (DeliveryMethod)(id & 3);

    public static byte NumberOf(byte id) => (byte)(id >> 2);

    /// <summary>The two methods with a window, 13-byte acknowledgements and fragments.</summary>
    public static bool IsWindowed(byte id) => (id & 1) == 0;
}

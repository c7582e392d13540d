using System;
using System.Buffers.Binary;
using GameServer.Core;

namespace GameServer.Arena;

/// <summary>How hits and purchases become a pilot's <see cref="ArenaProfile"/>. All effects are differences, so that their order, and the server they come from, do not matter.</summary>
public sealed class ArenaProfileRules : IProfileRules
{
    /// <summary>Credits earned, or below 0 spent on what does not last. Payload: i32.</summary>
    public const int Credits = 1;

    /// <summary>A hull plate bought. Payload: its price, i32.</summary>
    public const int Plate = 2;

    public static readonly ArenaProfileRules Instance = new();

    private ArenaProfileRules()
    {
    }

    public int Schema => 1;

    public ReadOnlyMemory<byte> Create() => default(ArenaProfile).ToBytes();

    public ReadOnlyMemory<byte> Migrate(int schema, ReadOnlyMemory<byte> profile) => throw new NotSupportedException($"There is no arena profile of layout {schema} to come from.");

    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> profile, int kind, ReadOnlyMemory<byte> payload)
    {
        if (!ArenaProfile.TryRead(profile.Span, out ArenaProfile before)) throw new FormatException($"An arena profile has {ArenaProfile.Bytes} bytes, not {profile.Length}.");
        int amount = BinaryPrimitives.ReadInt32LittleEndian(payload.Span);
        return kind switch
        {
            Credits => (before with { Credits = before.Credits + amount }).ToBytes(),
            Plate => new ArenaProfile(before.Credits - amount, before.Plates + 1).ToBytes(),
            _ => throw new FormatException($"An arena promises nothing of kind {kind}."),
        };
    }
}

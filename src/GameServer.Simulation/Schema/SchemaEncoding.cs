using System;
using System.Text;
using GameServer.Core;
using GameServer.Core.MemoryPack;

namespace GameServer.Simulation;

/// <summary>
/// A game's declaration as bytes: what a server sends to a client of another build, and what a schema's hash is taken over. MemoryPack's layout of version-tolerant
/// objects (member count, one varint length per member, members); an array is an i32 count and its elements:
/// <code>
/// game      | string name | component[] components | kind[] kinds | component input
/// component | string name | field[] fields, by visibility
/// field     | string name | u8 kind | i32 max | f64 origin | f64 step | u8 typical bits | i32 default | u8 visibility
/// kind      | string name | u8 relevancy | u16[] components; a row is their fields for everyone in this order, then the team's, then the owner's
/// </code>
/// Written once per game. Weights, radii and components that stay on the server are nobody else's business.
/// </summary>
public static class SchemaEncoding
{
    /// <summary>Encodes a declaration.</summary>
    /// <exception cref="ArgumentException">A name is empty or too long, there are too many components, or all together is too large.</exception>
    internal static byte[] Write(GameSchema schema)
    {
        ComponentKey[] replicated = Array.FindAll(schema.Components.ToArray(), component => component.Schema is not null);
        if (replicated.Length > Limits.SchemaComponents) throw new ArgumentException($"Game '{schema.Name}' has {replicated.Length} replicated components; {Limits.SchemaComponents} are possible.");
        byte[] encoded = Object(
            Name(schema.Name),
            ArrayOf(replicated, component => Component(component.Schema!, component.Defaults)),
            ArrayOf(schema.Kinds.ToArray(), kind => Kind(kind, replicated)),
            Component(schema.Input, schema.InputDefaults));
        if (encoded.Length > Limits.SchemaBytes) throw new ArgumentException($"Game '{schema.Name}' takes {encoded.Length} bytes to declare; {Limits.SchemaBytes} are possible.");
        return encoded;
    }

    private static byte[] Component(ComponentSchema component, int[] defaults)
    {
        byte[][] fields = new byte[component.Fields.Length][];
        for (int i = 0; i < fields.Length; i++) fields[i] = Field(component.Fields[i], defaults[i]);
        return Object(Name(component.Name), ArrayOf(fields, field => field));
    }

    private static byte[] Field(FieldSchema field, int defaultValue)
    {
        return Object(
            Name(field.Name),
            [(byte)field.Kind],
            Bytes(4, (ref PackWriter writer) => writer.Write(field.Max)),
            Bytes(8, (ref PackWriter writer) => writer.Write(field.Origin)),
            Bytes(8, (ref PackWriter writer) => writer.Write(field.Step)),
            [(byte)field.TypicalBits],
            Bytes(4, (ref PackWriter writer) => writer.Write(defaultValue)),
            [(byte)field.Visibility]);
    }

    private static byte[] Kind(EntityKind kind, ComponentKey[] replicated)
    {
        return Object(
            Name(kind.Name),
            [(byte)kind.Relevancy],
            ArrayOf(Array.FindAll(kind.Keys.ToArray(), key => key.Schema is not null), key => Bytes(2, (ref PackWriter writer) => writer.Write((ushort)Array.IndexOf(replicated, key)))));
    }

    private static byte[] Name(string name)
    {
        int bytes = Encoding.UTF8.GetByteCount(name);
        if (bytes is 0 or > Limits.SchemaNameBytes) throw new ArgumentException($"The name '{name}' takes {bytes} bytes; 1 to {Limits.SchemaNameBytes} are possible.");
        return Bytes(PackWriter.SizeOf(name), (ref PackWriter writer) => writer.Write(name));
    }

    private static byte[] ArrayOf<T>(T[] elements, Func<T, byte[]> encode)
    {
        byte[][] encoded = Array.ConvertAll(elements, element => encode(element));
        return Bytes(4 + TotalBytes(encoded), (ref PackWriter writer) =>
        {
            writer.Write(encoded.Length);
            foreach (byte[] element in encoded) writer.WriteBytes(element);
        });
    }

    private static byte[] Object(params byte[][] members)
    {
        const int HeaderBytesMax = 1 + (8 * 5);
        byte[] buffer = new byte[HeaderBytesMax + TotalBytes(members)];
        PackWriter writer = new(buffer);
        writer.BeginObject(Array.ConvertAll(members, member => member.Length));
        foreach (byte[] member in members) writer.WriteBytes(member);
        return buffer.AsSpan(0, writer.Length).ToArray();
    }

    private static byte[] Bytes(int length, Writing write)
    {
        byte[] bytes = new byte[length];
        PackWriter writer = new(bytes);
        write(ref writer);
        Check.That(writer.Length == length && !writer.Overflowed);
        return bytes;
    }

    private static int TotalBytes(byte[][] parts)
    {
        int total = 0;
        foreach (byte[] part in parts) total += part.Length;
        return total;
    }

    private delegate void Writing(ref PackWriter writer);
}

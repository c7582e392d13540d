using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace GameServer.Simulation;

/// <summary>
/// The bytes of a struct that belong to no field. What they hold is left over from whatever was in that memory, and differs with how the code was compiled: two equal states would
/// be saved as different bytes. Structs with fixed buffers, inline arrays or pointers are left as they are.
/// </summary>
internal static class StructPadding<T>
    where T : unmanaged
{
    private static readonly (int Start, int Length)[] s_gaps = Find();

    /// <summary>Zeroes the padding of structs that lie one after the other.</summary>
    public static void Clear(Span<byte> structs)
    {
        if (s_gaps.Length == 0) return;
        T one = default;
        int size = MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref one, 1)).Length;
        foreach ((int start, int length) in s_gaps)
        {
            for (int at = start; at < structs.Length; at += size) structs.Slice(at, length).Clear();
        }
    }

    // The runtime alone knows where it has put each field: every byte of every field is set, and what is still zero is padding.
    private static (int Start, int Length)[] Find()
    {
        if (!IsTold(typeof(T))) return [];
        T[] filled = new T[1];
        ((Array)filled).SetValue(Filled(typeof(T)), 0);
        Span<byte> bytes = MemoryMarshal.AsBytes(filled.AsSpan());
        List<(int, int)> gaps = [];
        int end;
        for (int at = 0; at < bytes.Length; at = end)
        {
            end = at + 1;
            if (bytes[at] != 0) continue;
            while (end < bytes.Length && bytes[end] == 0) end++;
            gaps.Add((at, end - at));
        }

        return [.. gaps];
    }

    private static object Filled(Type type)
    {
        if (type.IsEnum) return Enum.ToObject(type, Filled(type.GetEnumUnderlyingType()));
        switch (Type.GetTypeCode(type))
        {
            case TypeCode.Boolean: return true;
            case TypeCode.Char: return '\uFFFF';
            case TypeCode.SByte: return (sbyte)-1;
            case TypeCode.Byte: return byte.MaxValue;
            case TypeCode.Int16: return (short)-1;
            case TypeCode.UInt16: return ushort.MaxValue;
            case TypeCode.Int32: return -1;
            case TypeCode.UInt32: return uint.MaxValue;
            case TypeCode.Int64: return -1L;
            case TypeCode.UInt64: return ulong.MaxValue;
            case TypeCode.Single: return BitConverter.Int32BitsToSingle(0x3F3F3F3F);
            case TypeCode.Double: return BitConverter.Int64BitsToDouble(0x3F3F3F3F_3F3F3F3F);
        }

        object value = Activator.CreateInstance(type)!;
        foreach (FieldInfo field in FieldsOf(type)) field.SetValue(value, Filled(field.FieldType));
        return value;
    }

    // A fixed buffer, an inline array and a pointer do not say by their fields which bytes they use.
    private static bool IsTold(Type type) =>
        type.IsPrimitive || type.IsEnum
            ? type != typeof(IntPtr) && type != typeof(UIntPtr)
            : !type.IsPointer && !type.GetCustomAttributes(inherit: false).Any(attribute => attribute.GetType().Name is "UnsafeValueTypeAttribute" or "InlineArrayAttribute") &&
              FieldsOf(type).All(field => IsTold(field.FieldType));

    private static FieldInfo[] FieldsOf(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
}

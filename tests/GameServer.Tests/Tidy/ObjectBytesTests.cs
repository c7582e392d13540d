using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using GameServer.Client;
using GameServer.LoadTest.Bots;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Simulation;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Tidy;

/// <summary>Is what is fetched ahead of an object all of it? A new field that lies beyond would be waited for, and nobody would notice.</summary>
public sealed class ObjectBytesTests
{
    private static readonly Assembly[] s_assemblies =
        [typeof(LiteNetTransport).Assembly, typeof(SnapshotReader).Assembly, typeof(InputQueue).Assembly, typeof(Shard).Assembly, typeof(GameClient).Assembly, typeof(Bot).Assembly];

    [Fact]
    public void Objects_are_fetched_whole()
    {
        List<string> wrong = [];
        int count = 0;
        foreach (Type type in s_assemblies.SelectMany(assembly => assembly.GetTypes()))
        {
            FieldInfo? bytes = type.GetField("ObjectBytes", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
            if (bytes is not { IsLiteral: true } || !type.IsClass) continue;
            count++;
            int declared = (int)bytes.GetRawConstantValue()!;
            if (declared != SizeOf(type)) wrong.Add($"{type.Name}.ObjectBytes is {declared}, the object has {SizeOf(type)} bytes");
        }

        Assert.Empty(wrong);
        Assert.InRange(count, 20, int.MaxValue);
    }

    // The second number of the runtime's description of a type is its objects' size on 64 bits, with eight bytes that lie in front of where references point.
    private static int SizeOf(Type type) => Marshal.ReadInt32(type.TypeHandle.Value, sizeof(int)) - 8;
}

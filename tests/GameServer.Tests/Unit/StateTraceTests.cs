using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GameServer.Bench.Codec;
using GameServer.Bench.Traces;
using GameServer.Core;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class StateTraceTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("", "STATETRACE1")]
    [InlineData("STATETRACE2\n{}", "STATETRACE1")]
    [InlineData("STATETRACE1\n{\"rate\":60", "does not end")]
    [InlineData("STATETRACE1\nnull\n", "null")]
    [InlineData("STATETRACE1\n{nonsense}\n", "JSON")]
    [InlineData("STATETRACE1\n{\"rate\":0,\"entities\":1,\"fields\":[]}\n", "rate")]
    [InlineData("STATETRACE1\n{\"rate\":60,\"entities\":0,\"fields\":[]}\n", "entities")]
    [InlineData("STATETRACE1\n{\"rate\":60,\"entities\":1,\"fields\":[]}\n", "fields")]
    [InlineData("STATETRACE1\n{\"rate\":60,\"entities\":1,\"fields\":[{\"name\":\"a\",\"kind\":\"float\"}]}\n", "'float'")]
    [InlineData("STATETRACE1\n{\"rate\":60,\"entities\":1,\"fields\":[{\"name\":\"a\",\"kind\":\"int\",\"min\":4}]}\n", "min")]
    [InlineData("STATETRACE1\n{\"rate\":60,\"entities\":1,\"fields\":[{\"name\":\"a\",\"kind\":\"int\",\"min\":4,\"max\":4}]}\n", "no choice")]
    [InlineData("STATETRACE1\n{\"rate\":60,\"entities\":1,\"fields\":[{\"name\":\"q\",\"kind\":\"quaternion3\",\"bits\":21}]}\n", "bits")]
    [InlineData("STATETRACE1\n{\"rate\":60,\"entities\":1,\"fields\":[{\"name\":\"a\",\"kind\":\"bool\"}]}\n", "no frames")]
    [InlineData("STATETRACE1\n{\"rate\":60,\"entities\":1,\"fields\":[{\"name\":\"a\",\"kind\":\"bool\"}]}\nabcde", "cut short")]
    [InlineData("STATETRACE1\n{\"rate\":60,\"entities\":1,\"fields\":[{\"name\":\"a\",\"kind\":\"bool\"}]}\nabcd", "frame 0, entity 0: field 'a'")]
    public void A_file_that_is_no_trace_says_why(string content, string expected)
    {
        File.WriteAllBytes(_path, Encoding.UTF8.GetBytes(content));
        TraceException problem = Assert.Throws<TraceException>(() => Trace.Load(_path));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scene_follows_from_its_seed()
    {
        foreach (Func<ulong, ITraceScene> scene in new Func<ulong, ITraceScene>[] { seed => new CubesScene(seed), seed => new FlockScene(seed), seed => new ArenaScene(seed) })
        {
            byte[] first = Written(scene(7), 40);
            Assert.Equal(first, Written(scene(7), 40));
            Assert.NotEqual(first, Written(scene(8), 40));
        }
    }

    [Fact]
    public void Cubes_move_and_most_of_them_rest()
    {
        File.WriteAllBytes(_path, Written(new CubesScene(1), 200));
        CodecResult result = CodecMeasurement.Run(Trace.Load(_path), _path, 6, [CoderKind.Codebook]);
        Assert.InRange(result.EntitiesChangedPerFrame, 1, 300);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(1)]
    [InlineData(17)]
    public void Every_coder_gives_every_frame_back_whatever_the_fields(int baselineAge)
    {
        foreach (ulong seed in Seeds.Each(6))
        {
            TraceWriter.Write(_path, new AnyScene(seed), 60);
            CodecResult result = CodecMeasurement.Run(Trace.Load(_path), _path, baselineAge, Enum.GetValues<CoderKind>());
            Assert.Equal(4, result.Coders.Count);
            Assert.All(result.Coders, one => Assert.True(one.Verified && one.BytesPerFrame > 0, $"SEED={seed}"));
        }
    }

    [Fact]
    public void Coders_keep_their_order_on_a_scene_that_none_was_made_for()
    {
        TraceWriter.Write(_path, new FlockScene(3), 240);
        CodecResult result = CodecMeasurement.Run(Trace.Load(_path), _path, 6, Enum.GetValues<CoderKind>());
        Dictionary<string, double> bytes = result.Coders.ToDictionary(one => one.Coder, one => one.BytesPerFrame);
        Assert.True(bytes["adaptive"] < bytes["packed"], "the reference is no better than the static packer");
        Assert.True(bytes["codebook"] < bytes["adaptive"] * 1.1, $"codebook {bytes["codebook"]:0} B, adaptive {bytes["adaptive"]:0} B");
        Assert.True(bytes["dense"] < bytes["adaptive"], $"dense {bytes["dense"]:0} B, adaptive {bytes["adaptive"]:0} B");
    }

    private byte[] Written(ITraceScene scene, int frames)
    {
        TraceWriter.Write(_path, scene, frames);
        return File.ReadAllBytes(_path);
    }

    /// <summary>Fields of every kind in any order, and entities that drift, jump and rest.</summary>
    private sealed class AnyScene : ITraceScene
    {
        private readonly int[] _frame;
        private Prng _prng;

        public AnyScene(ulong seed)
        {
            _prng = Prng.For(seed, "any scene");
            List<TraceField> fields = [];
            int count = _prng.NextInt(1, 14);
            for (int i = 0; i < count; i++) fields.Add(AnyField(i));
            Header = new TraceHeader(30, _prng.NextInt(1, 60), fields);
            _frame = new int[Header.EntityCount * Header.ColumnCount];
            for (int i = 0; i < _frame.Length; i++) _frame[i] = MinOf(i % Header.ColumnCount);
        }

        public TraceHeader Header { get; }

        public void Step()
        {
            for (int i = 0; i < _frame.Length; i++)
            {
                int column = i % Header.ColumnCount;
                if (!_prng.NextChance(0.3)) continue;
                long moved = _prng.NextChance(0.05) ? MinOf(column) + (long)(_prng.NextDouble() * ((long)MaxOf(column) - MinOf(column) + 1)) : (long)_frame[i] + _prng.NextInt(-9, 20);
                _frame[i] = (int)Math.Clamp(moved, MinOf(column), MaxOf(column));
            }
        }

        public void Capture(Span<int> frame) => _frame.CopyTo(frame);

        private TraceField AnyField(int index) => _prng.NextInt(4) switch
        {
            0 => TraceField.Bool($"b{index}"),
            1 => TraceField.Quaternion($"q{index}", _prng.NextInt(2, 21)),
            2 => TraceField.Int($"i{index}", -_prng.NextInt(1, 1 << _prng.NextInt(1, 30)), _prng.NextInt(1 << _prng.NextInt(1, 30))),
            _ => TraceField.Int($"s{index}", 0, _prng.NextInt(1, 16)),
        };

        private int MinOf(int column) => Locate(ref column).MinOf(column);

        private int MaxOf(int column) => Locate(ref column).MaxOf(column);

        private TraceField Locate(ref int column)
        {
            foreach (TraceField field in Header.Fields)
            {
                if (column < field.ColumnCount) return field;
                column -= field.ColumnCount;
            }

            throw new InvalidOperationException("no such column");
        }
    }
}

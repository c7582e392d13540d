using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Arena;
using GameServer.Core;
using GameServer.LiveOps;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Content;

public sealed class ContentReaderTests
{
    private static readonly ContentDeclaration s_arena = ArenaContent.Declaration;

    [Fact]
    public void The_files_that_come_with_the_arena_are_its_values_in_code()
    {
        string folder = Path.Combine(Repository.Root, "src", "GameServer.Arena", "content");
        ContentReading reading = ContentReader.Read(s_arena.Schema, [.. Directory.GetFiles(folder).Select(path => new ContentFile(Path.GetFileName(path), File.ReadAllText(path)))]);
        Assert.Empty(reading.Problems);
        Assert.Empty(ContentDifference.Between(s_arena.Defaults.Document, reading.Document!));
        Assert.Equal(s_arena.Defaults.Hash, reading.Document!.Hash);
    }

    [Fact]
    public void What_files_do_not_say_has_its_value_in_code()
    {
        ContentSet content = Bind(("weapons.yaml", "blaster: {damage: 35}\nlaser:\n  shotSpeed: 60"), ("ship.json", """{"weapon": "laser"}"""));
        ContentRows<WeaponContent> weapons = content.Of(ArenaContent.Weapons);
        Assert.Equal(35, weapons[0].Damage);
        Assert.Equal(20, weapons[0].ShotSpeed);
        Assert.Equal(50, weapons[1].Damage);
        WeaponContent carried = weapons[content.Of(ArenaContent.Ship).Weapon];
        Assert.Equal((60, 20), (carried.ShotSpeed, carried.Damage));
        Assert.Equal("laser", weapons.IdOf(2));
    }

    [Theory]
    [InlineData("weapons.yaml", "blaster:\n  damage: 0", "weapons.yaml:2: weapons.blaster.damage: is 0; 1 to 100 are possible")]
    [InlineData("weapons.yaml", "blaster:\n  damage: many", "weapons.yaml:2: weapons.blaster.damage: is 'many'; a whole number is needed")]
    [InlineData("weapons.yaml", "blaster:\n  damage: 2.5", "weapons.yaml:2: weapons.blaster.damage: is '2.5'; a whole number is needed")]
    [InlineData("weapons.yaml", "blaster:\n  shotSpeed: .nan", "weapons.yaml:2: weapons.blaster.shotSpeed: is '.nan'; a number is needed")]
    [InlineData("weapons.yaml", "blaster:\n  damge: 5", "weapons.yaml:2: weapons.blaster.damge: is not known; the fields are cooldownSeconds, damage, shotRadius, shotSeconds, shotSpeed")]
    [InlineData("weapons.yaml", "blaster:\n  damage: 5\n  damage: 6", "weapons.yaml:3: weapons.blaster.damage: is there twice")]
    [InlineData("weapons.yaml", "blaster: {}\nblaster: {}", "weapons.yaml:2: weapons.blaster: is there twice")]
    [InlineData("weapons.yaml", "a b: {}", "weapons.yaml:1: weapons: has a row 'a b'; ids are 1 to 64 letters, digits, '-' and '_'")]
    [InlineData("weapons.yaml", "- blaster", "weapons.yaml:1: weapons: should be a mapping of names to values")]
    [InlineData("weapons.yaml", "blaster:\n  damage: [5]", "weapons.yaml:2: weapons.blaster.damage: is no single value")]
    [InlineData("ship.yaml", "speed: 6\nweapon: cannon", "ship.yaml:2: ship.weapon: is 'cannon', and table weapons has no such row")]
    [InlineData("wepons.yaml", "", "wepons.yaml: no table of arena is named 'wepons'; there are barriers, pickups, ship, spawns, walls, weapons")]
    [InlineData("ship.txt", "", "ship.txt: content is in .yaml, .yml, .json files")]
    [InlineData("ship.yaml", "speed: 6\n---\nspeed: 7", "ship.yaml:2: ship: holds more than one document")]
    public void A_mistake_is_told_with_file_and_line(string file, string text, string problem)
    {
        ContentReading reading = ContentReader.Read(s_arena.Schema, [new ContentFile(file, text)]);
        Assert.Null(reading.Document);
        Assert.Equal(problem, Assert.Single(reading.Problems).ToString());
    }

    [Fact]
    public void Text_that_is_no_yaml_is_told_with_its_line()
    {
        ContentReading reading = ContentReader.Read(s_arena.Schema, [new ContentFile("ship.yaml", "speed: 6\n  : [")]);
        ContentProblem problem = Assert.Single(reading.Problems);
        Assert.StartsWith("ship.yaml:", problem.ToString(), System.StringComparison.Ordinal);
        Assert.InRange(problem.Line, 2, 3);
    }

    [Fact]
    public void Every_mistake_is_found_at_once()
    {
        ContentReading reading = ContentReader.Read(s_arena.Schema, [new ContentFile("ship.yaml", "speed: 99\nsped: 1\ndashSpeed: x"), new ContentFile("walls.yaml", "length: 300")]);
        Assert.Equal(4, reading.Problems.Count);
    }

    [Fact]
    public void The_games_own_rules_are_told_with_file_and_line()
    {
        ContentReading reading = ContentReader.Read(s_arena.Schema, [new ContentFile("ship.yaml", "speed: 10\ndashSpeed: 8")]);
        Assert.False(s_arena.TryBind(reading.Document!, out _, out IReadOnlyList<ContentProblem> problems));
        Assert.Equal("ship.yaml:2: ship.dashSpeed: is 8, slower than ships fly anyway", reading.Locate(Assert.Single(problems)).ToString());
    }

    [Fact]
    public void Written_as_text_and_read_again_it_is_the_same_version()
    {
        ContentSet content = Bind(("spawns.yaml", "north: {team: 0, y: 0.1}\nsouth: {team: 1, y: 0.9}"), ("ship.yaml", "speed: 7.25"));
        ContentFile[] written = [.. content.Document.Tables.Select(table => new ContentFile($"{table.Name}.yaml", ContentText.Of(table)))];
        Assert.Equal(content.Hash, ContentReader.Read(s_arena.Schema, written).Document!.Hash);
    }

    private static ContentSet Bind(params (string Name, string Text)[] files)
    {
        ContentReading reading = ContentReader.Read(s_arena.Schema, [.. files.Select(file => new ContentFile(file.Name, file.Text))]);
        Assert.Empty(reading.Problems);
        Assert.True(s_arena.TryBind(reading.Document!, out ContentSet? content, out _));
        return content;
    }
}

using System;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;

namespace GameServer.LoadTest.Play;

/// <summary>A person at a terminal. Terminals tell of presses and not of releases: a key counts as held for a while after its last repeat.</summary>
internal sealed class KeyboardHands : IHands
{
    private const long HeldNs = 300 * Timestamp.NanosecondsPerMillisecond;   // longer than the first pause of a repeating key at common settings
    private const string Letters = "wasdfe";

    private readonly long[] _pressedNs = new long[Letters.Length];
    private float _aim;

    public bool WantsToLeave { get; private set; }

    public ArenaInput Controls(GameClient client, long nowNs)
    {
        while (Console.KeyAvailable) Note(Console.ReadKey(intercept: true), nowNs);
        ArenaInput controls = default;
        for (int i = 0; i < Letters.Length; i++)
        {
            if (_pressedNs[i] != 0 && nowNs - _pressedNs[i] < HeldNs) Keys.TryPress(Letters[i], ref controls);
        }

        _aim = Keys.Aim(controls, _aim);
        return controls with { Aim = _aim };
    }

    private void Note(ConsoleKeyInfo key, long nowNs)
    {
        char letter = key.Key switch
        {
            ConsoleKey.LeftArrow => 'a',
            ConsoleKey.RightArrow => 'd',
            ConsoleKey.UpArrow => 'w',
            ConsoleKey.DownArrow => 's',
            ConsoleKey.Spacebar => 'f',
            _ => char.ToLowerInvariant(key.KeyChar),
        };
        WantsToLeave |= letter == 'q' || key.Key == ConsoleKey.Escape;
        int index = Letters.IndexOf(letter, StringComparison.Ordinal);
        if (index < 0) return;

        // The other way is let go: nobody holds left and right.
        if (index < 4) _pressedNs[index ^ 2] = 0;
        _pressedNs[index] = nowNs;
    }
}

using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.Tests.Property.Model;

/// <summary>One direction between one client and the server: loses, delays, reorders and repeats, goes dark for longer than the history is, and can be healed.</summary>
internal sealed class ModelChannel
{
    private readonly List<Datagram> _underway = [];
    private Prng _prng;
    private double _loss;
    private double _repeat;
    private double _blackout;
    private int _delayMin;
    private int _delayMax;
    private int _darkTicks;

    public ModelChannel(ulong seed, string name)
    {
        _prng = Prng.For(seed, name);
        bool clean = _prng.NextChance(0.2);
        _loss = clean ? 0 : _prng.NextFloat(0, 0.4f);
        _repeat = clean ? 0 : _prng.NextFloat(0, 0.2f);
        _blackout = _prng.NextChance(0.4) ? 0.005 : 0;
        _delayMin = _prng.NextInt(0, 8);
        _delayMax = clean ? _delayMin : _prng.NextInt(_delayMin, 11);
    }

    /// <summary>From now on everything arrives, once, after this delay or one more tick.</summary>
    public void Heal(int delayTicks)
    {
        _loss = 0;
        _repeat = 0;
        _blackout = 0;
        _delayMin = delayTicks;
        _delayMax = delayTicks + 1;
        _darkTicks = 0;
    }

    public void Send(byte[] bytes, uint tick)
    {
        int copies = _prng.NextChance(_repeat) ? 2 : 1;
        for (int i = 0; i < copies; i++)
        {
            if (_darkTicks == 0 && !_prng.NextChance(_loss)) _underway.Add(new Datagram(bytes, tick, _prng.NextInt(_delayMin, _delayMax + 1)));
        }
    }

    /// <summary>Takes what arrives in this tick, in random order.</summary>
    public List<Datagram> Receive()
    {
        if (_darkTicks > 0) _darkTicks--;
        else if (_prng.NextChance(_blackout)) _darkTicks = _prng.NextInt(1, 150);
        List<Datagram> arrived = [];
        for (int i = _underway.Count - 1; i >= 0; i--)
        {
            Datagram datagram = _underway[i];
            _underway[i] = datagram with { TicksLeft = datagram.TicksLeft - 1 };
            if (datagram.TicksLeft > 0) continue;
            _underway.RemoveAt(i);
            arrived.Insert(_prng.NextInt(arrived.Count + 1), datagram);
        }

        return arrived;
    }

    /// <param name="Bytes">The payload.</param>
    /// <param name="Tick">The room's tick when it was sent, in full.</param>
    /// <param name="TicksLeft">Until it arrives.</param>
    internal readonly record struct Datagram(byte[] Bytes, uint Tick, int TicksLeft);
}

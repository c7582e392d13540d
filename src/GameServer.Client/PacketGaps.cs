using System;

namespace GameServer.Client;

/// <summary>Snapshot packets that are missing, judged by the gaps in their numbers.</summary>
internal struct PacketGaps
{
    private const double Memory = 1.0 / 128;   // packets: four seconds at 30 Hz

    private ushort _newest;
    private bool _any;

    /// <summary>Share of packets lost lately, 0..1.</summary>
    public double LossFraction { get; private set; }

    /// <summary>Begins with another stream of packets; what was lost of the one before still counts as lately.</summary>
    public void Restart() => _any = false;

    /// <summary>Takes in that a packet arrived.</summary>
    /// <returns>How many between it and the newest are missing; −1 for one from behind, which was counted missing and was not.</returns>
    public int Note(ushort packet)
    {
        int ahead = _any ? (short)(packet - _newest) : 1;
        int lost = ahead > 0 ? ahead - 1 : -1;
        int seen = Math.Max(1, ahead);
        LossFraction = Math.Clamp(LossFraction + ((((double)lost / seen) - LossFraction) * Math.Min(1, Memory * seen)), 0, 1);
        _newest = packet;
        _any = true;
        return lost;
    }
}

using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Garbage;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated.Hostile;

/// <summary>A real player whose datagrams are also copied, cut, altered, and sent again later.</summary>
internal sealed class Griefer(HostilePlan plan, TappedSocket socket, Bot bot, Endpoint server, ulong seed) : HostileActor(plan, socket)
{
    public const int DatagramsKept = 256;

    private readonly GarbageMaker _maker = new(seed);
    private Prng _prng = Prng.For(seed, "griefer");

    public override void Step(Timestamp now)
    {
        if (bot.Client.State == ClientState.Idle) bot.Client.Connect(server, now);
        bot.Client.Poll(now);
        for (int i = _prng.NextInt(3); i > 0; i--)
        {
            SentCount++;
            if (Plan.Kind == HostileKind.Replay) socket.SendUnseen(socket.Kept(_prng.NextInt(DatagramsKept)), server);
            else socket.SendUnseen(_maker.Next(socket.Last), server);
        }
    }
}

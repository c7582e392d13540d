using GameServer.Arena;
using GameServer.Simulation;

[assembly: GameModule("arena", typeof(ArenaGame))]
[assembly: GameModule("arena:walled", typeof(WalledArenaGame))]

namespace GameServer.Server;

/// <summary>Tells what has befallen the calling thread. Asked once per tick: must cost next to nothing, and allocate nothing.</summary>
public interface IThreadWitness
{
    ThreadUse Read();
}

namespace GameServer.Replication;

/// <summary>Teaches a memory's models one row: the walk of a row with a coder that says nothing, and a look at how the other gains would have done.</summary>
internal struct DenseTeacher(DenseMemory memory, int kind) : IRowSymbols
{
    private DenseSymbols<LessonCoder> _symbols = new(default, memory.Model, memory.Layout, kind);

    public readonly bool Writes => true;

    public readonly void Enter(in RowStates states) => _symbols.Enter(states, default);

    public int Summary(int summary, int context, int value) => _symbols.Summary(summary, context, value);

    public int Mask(int block, int context, int value) => _symbols.Mask(block, context, value);

    public int Symbol(int site, int count, int context, int value) => _symbols.Symbol(site, count, context, value);

    public int Residual(in ResidualContext context, int value)
    {
        memory.Gains.Add(kind, context, value);
        return _symbols.Residual(context, value);
    }
}

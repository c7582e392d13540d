using System;
using System.Threading;

namespace GameServer.LoadTest.Budget;

/// <summary>Runs every cell, one thread per job. What a cell comes to depends on the options and the seed alone, so the figures do not depend on the threads.</summary>
internal sealed class BudgetSweep(BudgetOptions options)
{
    private readonly double[] _rtts = options.RttsMs;
    private readonly double[] _losses = options.LossesPercent;
    private readonly CellFigures?[] _cells = new CellFigures?[options.RttsMs.Length * options.LossesPercent.Length];
    private int _next = -1;
    private int _done;
    private Exception? _failure;

    /// <summary>Cells there are.</summary>
    public int Count => _cells.Length;

    /// <summary>Cells finished so far.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Runs all cells.</summary>
    /// <returns>The figures, row by row.</returns>
    /// <exception cref="CellFailedException">Over one of the networks nobody could play.</exception>
    public CellFigures[] Run(Action<BudgetSweep>? progress = null)
    {
        Thread[] threads = new Thread[Math.Min(options.Jobs, _cells.Length)];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(Work, 4 << 20) { IsBackground = true };
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            while (!thread.Join(1000)) progress?.Invoke(this);
        }

        if (_failure is { } failure) throw failure;
        return Array.ConvertAll(_cells, cell => cell!);
    }

    private void Work()
    {
        while (Volatile.Read(ref _failure) is null)
        {
            int index = Interlocked.Increment(ref _next);
            if (index >= _cells.Length) return;
            try
            {
                _cells[index] = new CellRun(options, _rtts[index / _losses.Length], _losses[index % _losses.Length]).Run();
            }
            catch (CellFailedException failure)
            {
                Volatile.Write(ref _failure, failure);
            }

            Interlocked.Increment(ref _done);
        }
    }
}

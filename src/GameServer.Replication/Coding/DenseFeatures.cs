using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>What the dense coder looks at in a row's known states beyond what the walk tells it.</summary>
internal sealed class DenseFeatures
{
    private readonly int[] _surprises = new int[Limits.RowFields];

    /// <summary>Flags of the baseline, the first four.</summary>
    public int Flags { get; private set; }

    /// <summary>Largest motion of any number.</summary>
    public int Motion { get; private set; }

    /// <summary>Largest motion of any rotation's parts.</summary>
    public int Turn { get; private set; }

    /// <summary>Largest difference between the two last motions of any number.</summary>
    public int Surprise { get; private set; }

    /// <summary>By residual site, how far its last motion was from what the motion before had promised, mirrored as the motion is; 0 where that is not known.</summary>
    public int SurpriseOf(int site) => _surprises[site];

    public void Read(RowPlan plan, in RowStates states, ReadOnlySpan<int> oldest)
    {
        Flags = 0;
        Motion = 0;
        Turn = 0;
        Surprise = 0;
        int flagCount = 0;
        foreach (ref readonly UnitPlan unit in plan.Units)
        {
            if (unit.FirstField >= states.Baseline.Length) return;
            switch (unit.Kind)
            {
                case UnitKind.Bool when flagCount < 4:
                    Flags |= states.Baseline[unit.FirstField] << flagCount++;
                    break;
                case UnitKind.Numbers:
                    Motion = Math.Max(Motion, Read(plan.Fields.Slice(unit.FirstField, unit.FieldCount), states.From(unit.FirstField), oldest.IsEmpty ? oldest : oldest[unit.FirstField..], true));
                    break;
                case UnitKind.Rotation:
                    int first = unit.FirstField;
                    bool comparable = !states.Older.IsEmpty && !oldest.IsEmpty && states.Older[first] == states.Baseline[first] && oldest[first] == states.Baseline[first];
                    Turn = Math.Max(Turn, Read(plan.Fields.Slice(first + 1, 3), states.From(first + 1), comparable ? oldest[(first + 1)..] : default, comparable));
                    break;
            }
        }
    }

    private int Read(ReadOnlySpan<FieldPlan> fields, in RowStates states, ReadOnlySpan<int> oldest, bool comparable)
    {
        int largest = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            ref readonly FieldPlan field = ref fields[i];
            int motion = states.Older.IsEmpty || !comparable ? 0 : field.Difference(states.Baseline[i], states.Older[i]);
            int before = states.Older.IsEmpty || oldest.IsEmpty ? motion : field.Difference(states.Older[i], oldest[i]);
            int surprise = motion < 0 ? before - motion : motion - before;
            _surprises[field.Site] = surprise;
            largest = Math.Max(largest, motion < 0 ? -motion : motion);
            Surprise = Math.Max(Surprise, surprise < 0 ? -surprise : surprise);
        }

        return largest;
    }
}

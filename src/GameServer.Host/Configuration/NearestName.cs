using System;
using System.Collections.Generic;

namespace GameServer.Host.Configuration;

/// <summary>Guesses what somebody meant to write.</summary>
internal static class NearestName
{
    /// <summary>
    /// The candidate that takes the fewest letters put in, taken out, changed or swapped with their neighbour (optimal string alignment); null when even that is more than a third of them.
    /// </summary>
    public static string? Of(string written, IEnumerable<string> candidates)
    {
        string? nearest = null;
        int least = (written.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = Distance(written, candidate);
            if (distance >= least) continue;
            least = distance;
            nearest = candidate;
        }

        return nearest;
    }

    /// <summary>" Did you mean X?", or nothing.</summary>
    public static string Hint(string written, IEnumerable<string> candidates) => Of(written, candidates) is { } meant ? $" Did you mean {meant}?" : "";

    private static int Distance(string left, string right)
    {
        int[,] costs = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    costs[i, j] = i + j;
                    continue;
                }

                bool isSame = Same(left[i - 1], right[j - 1]);
                int cost = Math.Min(Math.Min(costs[i - 1, j] + 1, costs[i, j - 1] + 1), costs[i - 1, j - 1] + (isSame ? 0 : 1));
                bool isSwap = i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]);
                costs[i, j] = isSwap ? Math.Min(cost, costs[i - 2, j - 2] + 1) : cost;
            }
        }

        return costs[left.Length, right.Length];
    }

    private static bool Same(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}

using System.Globalization;
using MiaIa.Projections;

namespace MiaIa.Evidence.Backtest;

/// <summary>Compares two tables of readings of the same hours, value by value and to the last bit.</summary>
public static class ReadingComparison
{
    private const string At = "at_ns";

    /// <summary>The columns that differ, and how many seconds both tables have before a moment.</summary>
    /// <param name="one">Readings by second.</param>
    /// <param name="other">Readings by second, with the same columns.</param>
    /// <param name="beforeUnixNs">From here on nothing is compared.</param>
    public static (IReadOnlyList<ReadingDifference> Differences, long Seconds) Of(ColumnTable one, ColumnTable other, long beforeUnixNs)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var rows = Common((long[])one[At], (long[])other[At], beforeUnixNs);
        var differences = new List<ReadingDifference>();
        foreach (var column in one.Columns.Where(column => column.Name != At))
        {
            var (left, right) = (column.Values, other[column.Name]);
            var unlike = rows.Where(row => !Equals(left.GetValue(row.One), right.GetValue(row.Other))).ToArray();
            if (unlike.Length > 0)
            {
                differences.Add(
                    new(
                        column.Name,
                        unlike.Length,
                        unlike[0].At,
                        unlike[^1].At,
                        Text(left.GetValue(unlike[0].One)),
                        Text(right.GetValue(unlike[0].Other))
                    )
                );
            }
        }

        return (differences, rows.Count);
    }

    // Where a recording begins or ends earlier in one of them, there is nothing to compare.
    private static List<(long At, int One, int Other)> Common(long[] one, long[] other, long before)
    {
        var rows = new List<(long, int, int)>();
        for (int i = 0, j = 0; i < one.Length && j < other.Length && one[i] < before; )
        {
            if (one[i] == other[j])
                rows.Add((one[i], i++, j++));
            else if (one[i] < other[j])
                i++;
            else
                j++;
        }

        return rows;
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}

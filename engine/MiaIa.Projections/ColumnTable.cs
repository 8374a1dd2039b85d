namespace MiaIa.Projections;

/// <summary>The rows of a table by columns, in their order.</summary>
/// <param name="Name">As in Schema.sql.</param>
/// <param name="Columns">All of one length, at least one.</param>
public sealed record ColumnTable(string Name, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>How many rows.</summary>
    public int Rows => Columns[0].Values.Length;

    /// <summary>The values of one column.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public Array this[string column] =>
        Columns.FirstOrDefault(c => c.Name == column)?.Values
        ?? throw new ArgumentException($"{Name} has no column {column}", nameof(column));

    /// <summary>Some of the rows, in their order.</summary>
    /// <param name="isWanted">Is asked the number of each row, from 0.</param>
    public ColumnTable Where(Func<int, bool> isWanted)
    {
        int[] rows = [.. Enumerable.Range(0, Rows).Where(isWanted)];
        return this with { Columns = [.. Columns.Select(column => new TableColumn(column.Name, Taken(column.Values, rows)))] };
    }

    /// <summary>The rows of some tables with the same columns, one table behind the other.</summary>
    /// <param name="parts">At least one; the result is named as the first.</param>
    public static ColumnTable Joined(IReadOnlyList<ColumnTable> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts[0] with
        {
            Columns =
            [
                .. parts[0]
                    .Columns.Select((column, i) => new TableColumn(column.Name, Joined([.. parts.Select(part => part.Columns[i].Values)]))),
            ],
        };
    }

    private static Array Taken(Array values, int[] rows)
    {
        var taken = Array.CreateInstance(values.GetType().GetElementType()!, rows.Length);
        for (var i = 0; i < rows.Length; i++)
            Array.Copy(values, rows[i], taken, i, 1);
        return taken;
    }

    private static Array Joined(Array[] parts)
    {
        if (parts.Length == 1)
            return parts[0];
        var all = Array.CreateInstance(parts[0].GetType().GetElementType()!, parts.Sum(part => part.Length));
        var at = 0;
        foreach (var part in parts)
        {
            Array.Copy(part, 0, all, at, part.Length);
            at += part.Length;
        }

        return all;
    }
}

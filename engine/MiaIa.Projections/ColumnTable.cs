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
}

namespace MiaIa.Projections.Rows;

/// <summary>A table of Schema.sql as it is written.</summary>
internal sealed class Table
{
    /// <param name="name">As in the schema.</param>
    /// <param name="columns">Each with its parameter, or with an expression over the parameters.</param>
    internal Table(string name, IReadOnlyList<(string Column, string Expression)> columns) =>
        Insert =
            $"INSERT INTO {name} ({string.Join(", ", columns.Select(c => c.Column))}) VALUES ({string.Join(", ", columns.Select(c => c.Expression))})";

    /// <summary>The statement that writes a row; its parameters are named after the columns.</summary>
    internal string Insert { get; }
}

/// <summary>A row that waits to be written.</summary>
/// <param name="Table">Where it goes.</param>
/// <param name="Values">By the name of the parameter.</param>
internal sealed record Row(Table Table, (string Parameter, object Value)[] Values);

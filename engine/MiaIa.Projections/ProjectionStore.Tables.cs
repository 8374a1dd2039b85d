using Microsoft.Data.Sqlite;

namespace MiaIa.Projections;

/// <content>Whole tables, of rows that no journal's position belongs to.</content>
internal sealed partial class ProjectionStore
{
    /// <summary>Writes rows, in one transaction.</summary>
    internal void WriteRows(IReadOnlyList<Rows.Row> rows) =>
        InTransaction(transaction =>
        {
            foreach (var row in rows)
                Insert(row, transaction);
        });

    /// <summary>A whole table, in the order of its key.</summary>
    internal ColumnTable ReadTable(string table)
    {
        var columns = ColumnsOf(table);
        if (columns.Count == 0)
            throw new ArgumentException($"there is no table {table}", nameof(table));
        var values = columns.Select(_ => new List<object?>()).ToArray();
        using var command = Command($"SELECT * FROM \"{table}\" ORDER BY {(table == "segments" ? "segment" : "segment, byte, seq")}");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            for (var i = 0; i < values.Length; i++)
                values[i].Add(reader.IsDBNull(i) ? null : reader.GetValue(i));
        }

        return new(table, [.. columns.Select((column, i) => new TableColumn(column.Name, Typed(column, values[i])))]);
    }

    /// <summary>Adds rows to a table as they are.</summary>
    internal void AddTable(ColumnTable table)
    {
        if (ColumnsOf(table.Name).Count == 0)
            throw new ArgumentException($"there is no table {table.Name}", nameof(table));
        var names = table.Columns.Select(column => $"\"{column.Name}\"");
        var parameters = table.Columns.Select((_, i) => $"@p{i}");
        using var insert = Command($"INSERT INTO \"{table.Name}\" ({string.Join(", ", names)}) VALUES ({string.Join(", ", parameters)})");
        for (var i = 0; i < table.Columns.Count; i++)
            insert.Parameters.Add(new SqliteParameter($"@p{i}", null));
        InTransaction(transaction =>
        {
            insert.Transaction = transaction;
            for (var row = 0; row < table.Rows; row++)
            {
                for (var i = 0; i < table.Columns.Count; i++)
                    insert.Parameters[i].Value = table.Columns[i].Values.GetValue(row) ?? DBNull.Value;
                insert.ExecuteNonQuery();
            }
        });
    }

    private List<(string Name, string Type, bool CanBeNull)> ColumnsOf(string table)
    {
        using var command = Command("SELECT name, type, \"notnull\", pk FROM pragma_table_info(@table)", ("@table", table));
        using var reader = command.ExecuteReader();
        var columns = new List<(string, string, bool)>();
        while (reader.Read())
            columns.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2) == 0 && reader.GetInt64(3) == 0));
        return columns;
    }

    private static Array Typed((string Name, string Type, bool CanBeNull) column, List<object?> values) =>
        (column.Type, column.CanBeNull) switch
        {
            ("INTEGER", false) => values.Select(value => (long)value!).ToArray(),
            ("INTEGER", true) => values.Select(value => (long?)value).ToArray(),
            ("REAL", false) => values.Select(value => (double)value!).ToArray(),
            ("REAL", true) => values.Select(value => (double?)value).ToArray(),
            _ => values.Select(value => (string?)value).ToArray(),
        };
}

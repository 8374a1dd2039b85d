using Microsoft.Data.Sqlite;

namespace Kills;

/// <summary>An execution in the database.</summary>
internal sealed record TradeRow(string Text, bool IsInferred, long Cents);

/// <summary>Reads the engine's database with nothing but SQL.</summary>
internal static class TradeRows
{
    /// <summary>What is held against rows made anew.</summary>
    internal static readonly string[] Tables =
    [
        "position",
        "segments",
        "signals",
        "signal_events",
        "verdicts",
        "orders",
        "order_states",
        "fills",
        "round_trips",
        "ghosts",
    ];

    internal static IReadOnlyList<TradeRow> Fills(string path) =>
        Read(
            path,
            "SELECT order_id, role, direction, lots, price_ticks, inferred, realized_cents - fees_cents FROM fills",
            row => new TradeRow(
                RoundChecks.Text((ulong)row.GetInt64(0), row.GetString(1), row.GetString(2) == "long", row.GetInt32(3), row.GetInt32(4)),
                row.GetInt64(5) != 0,
                row.GetInt64(6)
            )
        );

    /// <summary>Every row of a table as text.</summary>
    internal static IReadOnlyList<string> All(string path, string table) =>
        Read(
            path,
            $"SELECT * FROM {table} ORDER BY 1, 2, 3",
            row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(column => row.GetValue(column)))
        );

    /// <summary>The first column of a query, which is whole numbers.</summary>
    internal static IReadOnlyList<long> Numbers(string path, string query) => Read(path, query, row => row.GetInt64(0));

    /// <summary>The first column of a query, which is text.</summary>
    internal static IReadOnlyList<string> Texts(string path, string query) => Read(path, query, row => row.GetString(0));

    private static List<T> Read<T>(string path, string query, Func<SqliteDataReader, T> read)
    {
        var where = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        using var connection = new SqliteConnection(where.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}

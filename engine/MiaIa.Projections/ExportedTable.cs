using Microsoft.Data.Sqlite;

namespace MiaIa.Projections;

/// <summary>A table of the database as it is given to other programs: every column, in the order of the journal.</summary>
public sealed class ExportedTable
{
    // Name, its rows, and the moment that belongs to a row.
    private static readonly ExportedTable[] All =
    [
        new("signals", "SELECT * FROM signals t", "t.born_ns"),
        new(
            "readings",
            "SELECT s.instrument, s.signal_id, s.born_ns, t.* FROM readings t JOIN signals s USING (segment, byte, seq)",
            "s.born_ns"
        ),
        new("signal_events", "SELECT * FROM signal_events t", "t.observed_ns"),
        new("verdicts", "SELECT * FROM verdicts t", "t.judged_ns"),
        new("orders", "SELECT * FROM orders t", "t.decided_ns"),
        new("order_states", "SELECT * FROM order_states t", "t.observed_ns"),
        new("fills", "SELECT * FROM fills t", "t.observed_ns"),
        new("round_trips", "SELECT * FROM round_trips t", "t.exited_ns"),
        new("ghosts", "SELECT * FROM ghosts t", "t.closed_ns"),
    ];

    private readonly string _select;
    private readonly string _moment;

    private ExportedTable(string name, string select, string moment)
    {
        Name = name;
        _select = select;
        _moment = moment;
    }

    /// <summary>What can be exported.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(table => table.Name)];

    /// <summary>As in Schema.sql.</summary>
    public string Name { get; }

    /// <summary>Finds one of <see cref="Names"/>.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static ExportedTable Of(string name) =>
        Array.Find(All, table => table.Name == name) ?? throw new ArgumentException($"there is no table {name} to export", nameof(name));

    /// <summary>Reads it row by row; an engine may be writing meanwhile, and one export is of one moment.</summary>
    /// <param name="path">The database.</param>
    /// <param name="fromUnixNs">The first moment that is wanted.</param>
    /// <param name="toUnixNs">The first moment that is wanted no more.</param>
    /// <param name="begin">Takes the names of the columns, once.</param>
    /// <param name="row">Takes each row: whole numbers, real numbers, texts, or null where there is no value.</param>
    /// <exception cref="ProjectionException">It is not ours, or of another version.</exception>
    /// <exception cref="SqliteException">SQLite cannot read the file.</exception>
    public void Read(string path, long fromUnixNs, long toUnixNs, Action<IReadOnlyList<string>> begin, Action<IReadOnlyList<object?>> row)
    {
        ArgumentNullException.ThrowIfNull(begin);
        ArgumentNullException.ThrowIfNull(row);
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        ProjectionSchema.Check(connection, path);
        using var command = connection.CreateCommand();
        command.CommandText = $"{_select} WHERE {_moment} >= @from AND {_moment} < @to ORDER BY segment, byte, seq";
        command.Parameters.AddWithValue("@from", fromUnixNs);
        command.Parameters.AddWithValue("@to", toUnixNs);
        using var reader = command.ExecuteReader();
        begin([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)]);
        var values = new object?[reader.FieldCount];
        while (reader.Read())
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            row(values);
        }
    }
}

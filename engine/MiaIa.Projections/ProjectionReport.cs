using MiaIa.Engine.Risk;
using Microsoft.Data.Sqlite;

namespace MiaIa.Projections;

/// <summary>Reads what people ask for most. Any other question is SQL: the tables are those of Schema.sql.</summary>
public sealed class ProjectionReport : IDisposable
{
    private readonly SqliteConnection _connection;

    private ProjectionReport(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens a database for reading; an engine may be writing it.</summary>
    /// <exception cref="ProjectionException">It is not ours, or of another version.</exception>
    /// <exception cref="SqliteException">SQLite cannot read the file.</exception>
    public static ProjectionReport Open(string path) => new(ProjectionFile.OpenToRead(path));

    /// <summary>How far the journal was taken.</summary>
    public JournalPosition Position =>
        Read("SELECT segment, byte FROM position", 1, r => new JournalPosition((uint)r.GetInt64(0), r.GetInt64(1))).Single();

    /// <summary>Where the rows may differ from what was lived through, oldest first.</summary>
    public IReadOnlyList<string> Notes =>
        Read("SELECT text FROM notes ORDER BY segment, byte, seq LIMIT @max", int.MaxValue, r => r.GetString(0));

    /// <summary>The newest days, oldest of them first.</summary>
    public IReadOnlyList<ReportedDay> Days(int max) =>
        [
            .. Read(
                    """
                    SELECT trade_date, instrument, mode, label, trades, winners, profit_cents, fees_cents FROM days
                    ORDER BY trade_date DESC, instrument DESC, mode DESC, label DESC LIMIT @max
                    """,
                    max,
                    r => new ReportedDay(
                        r.GetString(0),
                        r.GetString(1),
                        r.GetString(2),
                        r.GetString(3),
                        r.GetInt64(4),
                        r.GetInt64(5),
                        r.GetInt64(6),
                        r.GetInt64(7)
                    )
                )
                .AsEnumerable()
                .Reverse(),
        ];

    /// <summary>What the gates have cost or saved over all instruments and modes by the lower bound for limits, the largest sample first.</summary>
    public IReadOnlyList<ReportedGate> Gates() =>
        Read(
            """
            SELECT code, SUM(n), SUM(n_alone), SUM(winners), SUM(profit_cents_0), SUM(profit_cents_1), SUM(profit_cents_2), SUM(profit_cents_1_alone)
            FROM gate_prices WHERE rule = 'Through' GROUP BY code ORDER BY code = '(approved)' DESC, SUM(n) DESC, code
            """,
            int.MaxValue,
            r => new ReportedGate(
                r.GetString(0),
                r.GetInt64(1),
                r.GetInt64(2),
                r.GetInt64(3),
                r.GetInt64(4),
                r.GetInt64(5),
                r.GetInt64(6),
                r.GetInt64(7)
            )
        );

    /// <summary>How often each rule of risk refused, over all instruments and modes, in the order of their names.</summary>
    public IReadOnlyList<GateCount> Refusals() =>
        Read(
            """
            SELECT c.code, (SELECT COUNT(*) FROM verdicts), COUNT(*), SUM(c.passed = 0), SUM(c.passed = 0 AND v.refusals = 1), SUM(c.value IS NULL)
            FROM verdict_codes c JOIN verdicts v ON (c.segment, c.byte, c.seq) = (v.segment, v.byte, v.seq) GROUP BY c.code ORDER BY c.code
            """,
            int.MaxValue,
            r => GateCount.Of(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5))
        );

    /// <summary>How many of the approved signals won, by instrument and by the lower bound for limits.</summary>
    public IReadOnlyList<ReportedShare> Shares() =>
        Read(
            """
            SELECT instrument, SUM(n), SUM(winners) FROM gate_prices
            WHERE rule = 'Through' AND code = '(approved)' GROUP BY instrument ORDER BY instrument
            """,
            int.MaxValue,
            r => new ReportedShare(r.GetString(0), r.GetInt64(1), r.GetInt64(2))
        );

    /// <summary>The newest trades, oldest of them first.</summary>
    public IReadOnlyList<ReportedTrip> Trips(int max) =>
        [
            .. Read(
                    """
                    SELECT exited_ns, instrument, mode, signal_id, direction, lots, COALESCE(tier, ''), profit_cents, slippage_cents, mae_ticks, mfe_ticks
                    FROM round_trips ORDER BY segment DESC, byte DESC, seq DESC LIMIT @max
                    """,
                    max,
                    r => new ReportedTrip(
                        r.GetInt64(0),
                        r.GetString(1),
                        r.GetString(2),
                        r.GetInt64(3),
                        r.GetString(4),
                        r.GetInt64(5),
                        r.GetString(6),
                        r.GetInt64(7),
                        r.IsDBNull(8) ? null : r.GetInt64(8),
                        r.GetDouble(9),
                        r.GetDouble(10)
                    )
                )
                .AsEnumerable()
                .Reverse(),
        ];

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private List<T> Read<T>(string query, int max, Func<SqliteDataReader, T> read)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = query;
        if (query.Contains("@max", StringComparison.Ordinal))
            command.Parameters.AddWithValue("@max", max);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}

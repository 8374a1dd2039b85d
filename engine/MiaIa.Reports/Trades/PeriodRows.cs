using MiaIa.Projections;
using MiaIa.Reports.Periods;
using Microsoft.Data.Sqlite;

namespace MiaIa.Reports.Trades;

/// <summary>What the database holds of a period. It is read once, and nothing of it is written.</summary>
internal sealed class PeriodRows
{
    private readonly SqliteConnection _connection;
    private readonly ReportPeriod _period;

    private PeriodRows(SqliteConnection connection, ReportPeriod period)
    {
        (_connection, _period) = (connection, period);
        // One state of the database for every question: an engine may be writing it.
        using var transaction = connection.BeginTransaction(deferred: true);
        using (var trades = new TradeReader(connection))
        {
            Trades = trades.Read(Day(period.First), Day(period.Last));
            if (period.Kind == ReportKind.Month)
                MonthBefore = trades.Read(Day(period.MonthBefore), Day(period.First.AddDays(-period.First.Day)));
        }

        var month = new DateOnly(period.Last.Year, period.Last.Month, 1);
        var days = ReadDays(Day(month < period.First ? month : period.First), Day(period.Last));
        Days = [.. days.Where(day => IsFrom(period.First, day))];
        MonthToDate = [.. days.Where(day => IsFrom(month, day))];
        var signals = ReadSignals();
        AddRefusalsOfStudy(signals);
        Signals = signals;
        Ghosts = ReadGhosts();
        Codes = ReadCodes();
        Notes = ReadNotes();
        Segments = ReadSegments();
        InForce = ReadInForce();
    }

    /// <summary>Trades that ended in it.</summary>
    internal IReadOnlyList<Trade> Trades { get; }

    /// <summary>Trades of the calendar month before; of a month's period only.</summary>
    internal IReadOnlyList<Trade> MonthBefore { get; } = [];

    /// <summary>Settings, rules and program of all segments, oldest first.</summary>
    internal IReadOnlyList<SettingsInForce> InForce { get; }

    /// <summary>Money booked in it, by day.</summary>
    internal IReadOnlyList<BookedDay> Days { get; }

    /// <summary>Money booked from the first of its last trade date's month to that date.</summary>
    internal IReadOnlyList<BookedDay> MonthToDate { get; }

    internal IReadOnlyList<BornSignal> Signals { get; }

    internal IReadOnlyList<Ghost> Ghosts { get; }

    /// <summary>How often each rule judged a signal of the period, refused it, refused it alone, did not know its figure.</summary>
    internal IReadOnlyList<(string Code, long Judged, long Refused, long Alone, long Unknown)> Codes { get; }

    /// <summary>Where the journal says that its rows may differ from what was lived through.</summary>
    internal IReadOnlyList<string> Notes { get; }

    /// <summary>The chains that hold rows of the period: the first segment of each.</summary>
    internal IReadOnlyList<long> Segments { get; }

    /// <summary>Reads a period.</summary>
    /// <exception cref="ProjectionException">The database is not ours, or of another version.</exception>
    /// <exception cref="SqliteException">SQLite cannot read the file.</exception>
    internal static PeriodRows Read(string path, ReportPeriod period)
    {
        using var connection = ProjectionFile.OpenToRead(path);
        return new(connection, period);
    }

    private List<BookedDay> ReadDays(string first, string last) =>
        Rows(
            """
            SELECT trade_date, mode || CASE label WHEN '' THEN '' ELSE ' ' || label END AS book, SUM(opened), SUM(realized_cents - fees_cents),
                SUM(fees_cents)
            FROM fills WHERE trade_date BETWEEN @first AND @last GROUP BY trade_date, mode, label ORDER BY trade_date, book
            """,
            r => new BookedDay(r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4)),
            ("@first", first),
            ("@last", last)
        );

    private List<BornSignal> ReadSignals() =>
        Rows(
            """
            SELECT s.signal_id, s.instrument, s.mode || CASE s.label WHEN '' THEN '' ELSE ' ' || s.label END, s.born_ns, s.direction, s.tier, s.score,
                s.coverage, s.reference_ticks,
                (SELECT v.refused FROM verdicts v WHERE v.signal_id = s.signal_id AND v.instrument = s.instrument
                    ORDER BY v.segment DESC, v.byte DESC LIMIT 1)
            FROM signals s WHERE s.born_ns >= @begins AND s.born_ns < @ends ORDER BY s.segment, s.byte, s.seq
            """,
            r => new BornSignal(
                r.GetInt64(0),
                r.GetString(1),
                r.GetString(2),
                r.GetInt64(3),
                r.GetString(4),
                r.GetString(5),
                r.GetDouble(6),
                r.GetDouble(7),
                r.GetInt64(8),
                r.IsDBNull(9) ? null : r.GetString(9)
            ),
            Window()
        );

    private void AddRefusalsOfStudy(List<BornSignal> signals)
    {
        var codes = Rows(
                """
                SELECT o.instrument, o.signal_id, t.code FROM order_states t JOIN orders o ON o.order_id = t.order_id AND o.instrument = t.instrument
                WHERE t.role = 'Entry' AND t.state IN ('Refused', 'Rejected') AND o.kind = 'Enter' AND o.decided_ns >= @begins AND o.decided_ns < @ends
                ORDER BY t.segment, t.byte, t.seq
                """,
                r => ((r.GetString(0), r.GetInt64(1)), r.GetString(2)),
                Window()
            )
            .ToLookup(row => row.Item1, row => row.Item2.Length > 0 ? row.Item2 : "no_code");
        for (var i = 0; i < signals.Count; i++)
        {
            if (codes[(signals[i].Instrument, signals[i].SignalId)].LastOrDefault() is { } code)
                signals[i] = signals[i] with { RefusedByStudy = code };
        }
    }

    private List<Ghost> ReadGhosts() =>
        Rows(
            """
            SELECT g.signal_id, g.instrument, COALESCE((SELECT s.tier FROM signals s WHERE s.signal_id = g.signal_id AND s.instrument = g.instrument
                ORDER BY s.segment DESC, s.byte DESC LIMIT 1), ''), g.refused, g.profit_cents_0, g.profit_cents_1, g.profit_cents_2, g.ticks
            FROM ghosts g WHERE g.rule = 'Through' AND g.closed_ns >= @begins AND g.closed_ns < @ends ORDER BY g.segment, g.byte, g.seq
            """,
            r => new Ghost(
                r.GetInt64(0),
                r.GetString(1),
                r.GetString(2),
                r.GetString(3).Split(' ', StringSplitOptions.RemoveEmptyEntries),
                r.GetInt64(4),
                r.GetInt64(5),
                r.GetInt64(6),
                r.GetInt64(7)
            ),
            Window()
        );

    private List<(string, long, long, long, long)> ReadCodes() =>
        Rows(
            """
            SELECT c.code, COUNT(*), SUM(c.passed = 0), SUM(c.passed = 0 AND v.refusals = 1), SUM(c.value IS NULL)
            FROM verdicts v JOIN verdict_codes c ON (c.segment, c.byte, c.seq) = (v.segment, v.byte, v.seq)
            WHERE v.judged_ns >= @begins AND v.judged_ns < @ends GROUP BY c.code ORDER BY c.code
            """,
            r => (r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4)),
            Window()
        );

    private List<string> ReadNotes() =>
        Rows(
            """
            SELECT n.text FROM notes n JOIN segments s ON s.segment = n.segment
            WHERE s.created_ns >= @begins AND s.created_ns < @ends ORDER BY n.segment, n.byte, n.seq
            """,
            r => r.GetString(0),
            Window()
        );

    // Of a session that was played its journal is younger than its market.
    private List<long> ReadSegments() =>
        Rows(
            """
            SELECT DISTINCT s.chain_first FROM segments s WHERE s.segment IN (
                SELECT segment FROM signals WHERE born_ns >= @begins AND born_ns < @ends)
                OR EXISTS (SELECT 1 FROM fills f WHERE f.segment = s.segment AND f.observed_ns >= @begins AND f.observed_ns < @ends)
            ORDER BY 1
            """,
            r => r.GetInt64(0),
            Window()
        );

    private List<SettingsInForce> ReadInForce() =>
        SettingsInForce.Joined(
            Rows(
                "SELECT segment, created_ns, settings_hash, settings_hash || ' rules ' || rules_version || ' engine ' || engine_version FROM segments ORDER BY segment",
                r => new SettingsInForce(r.GetInt64(0), r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetString(3))
            )
        );

    private (string, object)[] Window() => [("@begins", _period.BeginsAt.Value), ("@ends", _period.EndsAt.Value)];

    private List<T> Rows<T>(string query, Func<SqliteDataReader, T> read, params (string Name, object Value)[] parameters) =>
        SqliteRows.Read(_connection, query, read, parameters);

    // Dates of this form stand in the order of their text.
    private static bool IsFrom(DateOnly date, BookedDay day) => string.CompareOrdinal(day.TradeDate, Day(date)) >= 0;

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

using MiaIa.Engine.Features;
using Microsoft.Data.Sqlite;

namespace MiaIa.Reports.Trades;

/// <summary>Reads the trades of a period in the order in which they ended.</summary>
internal sealed class TradeReader
{
    // In the order of the index, which within a date is the journal's. What ended a trade is the last fill of the record that made its row. Why the engine left at the market stands in the flatten before it.
    private const string Query = """
        SELECT t.instrument, t.mode || CASE t.label WHEN '' THEN '' ELSE ' ' || t.label END, t.signal_id, t.direction, t.lots, t.entered_ns, t.exited_ns, t.entry_ticks, t.exit_ticks,
            t.mae_ticks, t.mfe_ticks, t.profit_cents, t.fees_cents, t.slippage_cents, t.tier,
            (SELECT f.role FROM fills f WHERE f.segment = t.segment AND f.byte = t.byte AND f.instrument = t.instrument AND f.seq < t.seq
                ORDER BY f.seq DESC LIMIT 1) AS ended_by,
            t.segment, t.byte,
            t.gamma_levels_proximity, t.volume_confirmation, t.vwap_trend_signal, t.sierra_pattern_strength, t.mtf_confluence_score,
            t.smart_money_strength, t.order_book_imbalance, t.options_flow_bias, t.vwap_bands_signal, t.volume_imbalance_signal
        FROM round_trips t WHERE t.trade_date BETWEEN @first AND @last ORDER BY t.trade_date, t.segment, t.byte, t.seq
        """;

    private const string WhyQuery = """
        SELECT reason FROM orders WHERE instrument = @instrument AND kind = 'Flatten' AND (segment, byte) <= (@segment, @byte)
        ORDER BY segment DESC, byte DESC LIMIT 1
        """;

    private const int FirstReading = 18;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _settings;

    internal TradeReader(SqliteConnection connection)
    {
        _connection = connection;
        _settings = ReadSettings();
    }

    internal List<Trade> Read(string first, string last)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = Query;
        command.Parameters.AddWithValue("@first", first);
        command.Parameters.AddWithValue("@last", last);
        using var reader = command.ExecuteReader();
        var trades = new List<Trade>();
        while (reader.Read())
            trades.Add(From(reader));
        return trades;
    }

    private Trade From(SqliteDataReader row)
    {
        var instrument = Word(row, 0);
        return new Trade
        {
            Instrument = instrument,
            Book = Word(row, 1),
            SignalId = row.GetInt64(2),
            Sign = Word(row, 3) == "short" ? -1 : 1,
            Lots = row.GetInt32(4),
            EnteredNs = row.GetInt64(5),
            ExitedNs = row.GetInt64(6),
            EntryTicks = row.GetDouble(7),
            ExitTicks = row.GetDouble(8),
            MaeTicks = row.GetDouble(9),
            MfeTicks = row.GetDouble(10),
            ProfitCents = row.GetInt64(11),
            FeesCents = row.GetInt64(12),
            SlippageCents = row.IsDBNull(13) ? null : row.GetInt64(13),
            Tier = Word(row, 14),
            Exit = ExitOf(instrument, Word(row, 15), row.GetInt64(16), row.GetInt64(17)),
            Settings = _settings.GetValueOrDefault(row.GetInt64(16), ""),
            Readings = ReadingsOf(row),
        };
    }

    private static double[] ReadingsOf(SqliteDataReader row)
    {
        var readings = new double[FeatureNames.Count];
        for (var i = 0; i < readings.Length; i++)
            readings[i] = row.IsDBNull(FirstReading + i) ? double.NaN : row.GetDouble(FirstReading + i);
        return readings;
    }

    private string ExitOf(string instrument, string role, long segment, long offset)
    {
        if (role != "Exit")
            return role.Length > 0 ? role : "not known";
        using var command = _connection.CreateCommand();
        command.CommandText = WhyQuery;
        command.Parameters.AddWithValue("@instrument", instrument);
        command.Parameters.AddWithValue("@segment", segment);
        command.Parameters.AddWithValue("@byte", offset);
        return command.ExecuteScalar() is string { Length: > 0 } why ? $"Exit: {why}" : role;
    }

    private Dictionary<long, string> ReadSettings()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT segment, settings_hash || ' rules ' || rules_version || ' engine ' || engine_version FROM segments";
        using var reader = command.ExecuteReader();
        var settings = new Dictionary<long, string>();
        while (reader.Read())
            settings.Add(reader.GetInt64(0), reader.GetString(1));
        return settings;
    }

    // A few words, a hundred thousand times.
    private string Word(SqliteDataReader row, int column)
    {
        if (row.IsDBNull(column))
            return "";
        var text = row.GetString(column);
        if (_words.TryGetValue(text, out var known))
            return known;
        _words.Add(text, text);
        return text;
    }
}

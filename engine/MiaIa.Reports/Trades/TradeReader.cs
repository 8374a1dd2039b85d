using MiaIa.Engine.Features;
using Microsoft.Data.Sqlite;

namespace MiaIa.Reports.Trades;

/// <summary>Reads the trades of a period in the order in which they ended.</summary>
internal sealed class TradeReader : IDisposable
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

    // So many trades share an array of readings, which stays below what the collector treats as large.
    private const int TradesABlock = 1_000;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<long, string> _settings;
    private readonly SqliteCommand _why;
    private Memory<double> _block;

    internal TradeReader(SqliteConnection connection)
    {
        _connection = connection;
        _settings = ReadSettings();
        _why = connection.CreateCommand();
        _why.CommandText = WhyQuery;
        foreach (var name in new[] { "@instrument", "@segment", "@byte" })
            _why.Parameters.Add(new SqliteParameter { ParameterName = name });
    }

    public void Dispose() => _why.Dispose();

    internal List<Trade> Read(string first, string last)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = Query;
        command.Parameters.AddWithValue("@first", first);
        command.Parameters.AddWithValue("@last", last);
        using var reader = command.ExecuteReader();
        var trades = new List<Trade>();
        var row = new RawRow(reader);
        while (reader.Read())
            trades.Add(From(row));
        return trades;
    }

    private Trade From(RawRow row)
    {
        var instrument = row.Word(0);
        return new Trade
        {
            Instrument = instrument,
            Book = row.Word(1),
            SignalId = row.Integer(2),
            Sign = row.Word(3) == "short" ? -1 : 1,
            Lots = (int)row.Integer(4),
            EnteredNs = row.Integer(5),
            ExitedNs = row.Integer(6),
            EntryTicks = row.Real(7),
            ExitTicks = row.Real(8),
            MaeTicks = row.Real(9),
            MfeTicks = row.Real(10),
            ProfitCents = row.Integer(11),
            FeesCents = row.Integer(12),
            SlippageCents = row.IsNull(13) ? null : row.Integer(13),
            Tier = row.Word(14),
            Exit = ExitOf(instrument, row.Word(15), row.Integer(16), row.Integer(17)),
            Segment = row.Integer(16),
            Settings = _settings.GetValueOrDefault(row.Integer(16), ""),
            Readings = ReadingsOf(row),
        };
    }

    private ReadOnlyMemory<double> ReadingsOf(RawRow row)
    {
        if (_block.IsEmpty)
            _block = new double[TradesABlock * FeatureNames.Count];
        var readings = _block[..FeatureNames.Count];
        _block = _block[FeatureNames.Count..];
        var values = readings.Span;
        for (var i = 0; i < values.Length; i++)
            values[i] = row.RealOrNaN(FirstReading + i);
        return readings;
    }

    private string ExitOf(string instrument, string role, long segment, long offset)
    {
        if (role != "Exit")
            return role.Length > 0 ? role : "not known";
        (_why.Parameters[0].Value, _why.Parameters[1].Value, _why.Parameters[2].Value) = (instrument, segment, offset);
        return _why.ExecuteScalar() is string { Length: > 0 } why ? $"Exit: {why}" : role;
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
}

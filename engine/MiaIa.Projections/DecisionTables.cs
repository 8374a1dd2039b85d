using System.Globalization;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.Projections.Rows;
using Microsoft.Data.Sqlite;

namespace MiaIa.Projections;

/// <summary>
/// The rows that a journal would give, of cores that are fed without one: as their decisions come, into a database of their own in memory or in a
/// file. Each part of them is a segment, and a row's place in it is the number of the event that made it.
/// </summary>
public sealed class DecisionTables : IDecisionSink, IDisposable
{
    private readonly RowGatherer _gatherer = new();
    private readonly ProjectionStore _store;
    private uint _segment;
    private long _place = -1;

    private DecisionTables(ProjectionStore store) => _store = store;

    /// <summary>The tables that hold decisions, in the order in which they have to be filled: signals come before what asks for them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "segments",
        "signals",
        "readings",
        "signal_events",
        "verdicts",
        "verdict_codes",
        "orders",
        "order_states",
        "fills",
        "round_trips",
        "ghosts",
    ];

    /// <summary>Empty ones in memory.</summary>
    public static DecisionTables InMemory() => new(ProjectionStore.Open(":memory:"));

    /// <summary>Empty ones in a file, which others can read as the database of a journal; what it held is removed.</summary>
    /// <exception cref="ProjectionException">It is another program's.</exception>
    /// <exception cref="SqliteException">SQLite cannot use the file.</exception>
    public static DecisionTables InFile(string path) => new(ProjectionStore.Open(path, isAnew: true));

    /// <summary>What comes from here on is of a segment.</summary>
    /// <param name="segment">Its number, ≥ 1, not used before.</param>
    /// <param name="beginsUnixNs">When it begins.</param>
    /// <param name="options">By which its cores decide.</param>
    public void Begin(uint segment, long beginsUnixNs, EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Flush();
        (_segment, _place) = (segment, -1);
        _gatherer.BeginChain(new());
        var hash = options.SettingsHash().ToString("x16", CultureInfo.InvariantCulture);
        _store.Execute(
            string.Create(
                CultureInfo.InvariantCulture,
                $"INSERT INTO segments VALUES ({segment}, {segment}, {beginsUnixNs}, '{options.EngineVersion.Replace("'", "''", StringComparison.Ordinal)}', '{hash}', {EngineState.RulesVersion}, '{hash}', {EngineState.RulesVersion})"
            )
        );
    }

    /// <inheritdoc/>
    public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        Move(instrument);
        _gatherer.Decided(instrument, decisions);
    }

    /// <inheritdoc/>
    public void Traded(InstrumentEngine instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        Move(instrument);
        _gatherer.Traded(instrument);
    }

    /// <summary>The rows of one of <see cref="Names"/>, in the order in which they came.</summary>
    public ColumnTable Read(string table)
    {
        Flush();
        return _store.ReadTable(table);
    }

    /// <summary>Adds rows that were read elsewhere. Their places must not be taken.</summary>
    /// <exception cref="SqliteException">They do not fit.</exception>
    public void Add(ColumnTable table)
    {
        Flush();
        _store.AddTable(table);
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    private void Move(InstrumentEngine instrument)
    {
        var place = instrument.Core.Counters.Events;
        if (place == _place)
            return;
        _place = place;
        _gatherer.Begin(_segment, place, isMuted: false);
    }

    private void Flush()
    {
        if (_gatherer.Rows.Count == 0)
            return;
        _store.WriteRows(_gatherer.Rows);
        _gatherer.Clear();
    }
}

using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Tables;
using MiaIa.Evidence.Work;
using MiaIa.Projections;
using MiaIa.Replay;
using MiaIa.Replay.Sources;
using MiaIa.SierraFiles;
using MiaIa.V1;
using TradingMode = MiaIa.Engine.Accounts.TradingMode;

namespace MiaIa.Evidence.Backtest;

/// <summary>
/// One trading day through the engine's own core, with risk, paper fills and ghosts. The core begins as a live one does: with the carry of the days
/// before, which were played without depth. What it writes: the readings of each second, every table of decisions, and <c>day.json</c>.
/// </summary>
public sealed class DayRun : IWorkUnit
{
    /// <summary>Days before that every feature needs: bars are carried for 48 hours of trading, a day has 23.</summary>
    public const int WarmUpDaysDefault = 3;

    /// <summary>As many a day as nobody will ever see: signal ids of different days never meet.</summary>
    private const ulong SignalsADay = 1_000_000;

    private readonly TradingSession _session;
    private readonly UnixNanos _warmFrom;
    private readonly Lazy<IReadOnlyList<DayFile>> _files;
    private readonly Lazy<string> _key;

    /// <summary>Names the work.</summary>
    /// <param name="inputs">The day and its files.</param>
    /// <param name="options">The engine's; whatever their mode, orders are filled on paper.</param>
    /// <param name="warmUpDays">Trading days before, ≥ 0.</param>
    /// <exception cref="EvidenceException">The date is no trading day that the calendar knows.</exception>
    public DayRun(DayInputs inputs, EngineOptions options, int warmUpDays = WarmUpDaysDefault)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUpDays);
        Inputs = inputs;
        WarmUpDays = warmUpDays;
        var days = new TradingDays();
        _session = days.Of(inputs.Date) ?? throw new EvidenceException($"{Text(inputs.Date)} is no trading day of the calendar");
        _warmFrom = days.Before(inputs.Date, warmUpDays).OpensAt;
        var instrument =
            options.Instruments.FirstOrDefault(i => i.Name == inputs.Instrument)
            ?? throw new EvidenceException($"the settings have no instrument {inputs.Instrument}");
        Options = (options with { Instruments = [instrument] }).In(TradingMode.DryRun);
        Id = IdOf(inputs.Instrument, inputs.Date);
        _files = new(() => DayKey.Read(inputs, _session, _warmFrom));
        _key = new(() => KeyOf(string.Create(CultureInfo.InvariantCulture, $"settings {Options.SettingsHash():x16}\n")));
    }

    private DayRun(DayRun of, EngineOptions options)
        : this(of.Inputs, options, of.WarmUpDays) => _files = of._files;

    /// <summary>The day and its files.</summary>
    public DayInputs Inputs { get; }

    /// <summary>Trading days before that are played first.</summary>
    public int WarmUpDays { get; }

    /// <summary>By which the day's cores decide: one instrument, on paper.</summary>
    public EngineOptions Options { get; }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public string Key => _key.Value;

    /// <summary>What it is played from, trades first; read once, when it is first asked for.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IReadOnlyList<DayFile> Files => _files.Value;

    /// <summary>The same day by other options: its files are not read again.</summary>
    internal DayRun By(EngineOptions options) => new(this, options);

    /// <inheritdoc/>
    public void Run(string folder, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        using var tables = DecisionTables.InMemory();
        tables.Begin(SegmentOf(Inputs.Date), _session.OpensAt.Value, Options);
        var readings = new DayReadings(p => progress.Report(new(p.Fraction, p.Events)));
        var facts = Play(tables, readings, cancellation);
        ParquetTable.Write(Path.Combine(folder, DayReadings.Name + ".parquet"), readings.Table());
        foreach (var (file, table) in DayTables.Files)
            ParquetTable.Write(Path.Combine(folder, file + ".parquet"), tables.Read(table));
        facts.Write(folder);
    }

    /// <summary>Plays the day, and writes nothing.</summary>
    /// <param name="sink">Takes the decisions.</param>
    /// <param name="listener">Looks on each second.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="EvidenceException">The files cannot be played.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public DayFacts Play(IDecisionSink sink, IReplayListener listener, CancellationToken cancellation) =>
        Play(sink, listener, null, cancellation);

    /// <summary>The same, and somebody looks on at every event of the day itself.</summary>
    internal DayFacts Play(IDecisionSink sink, IReplayListener listener, IStepWatcher? watcher, CancellationToken cancellation)
    {
        try
        {
            var warm = WarmUp(cancellation);
            using var source = SierraSource.Open(
                Selection(_session.OpensAt, _session.ClosesAt) with
                {
                    DepthPaths = Inputs.DepthPaths,
                    ChainPath = Inputs.ChainPath,
                    BasisPoints = Inputs.BasisPoints,
                    VolatilityPercent = Inputs.VolatilityPercent,
                    FirstSignalId = SegmentOf(Inputs.Date) * SignalsADay,
                    Carry = warm,
                },
                sink
            );
            source.Cores.Instruments[0].Watcher = watcher;
            source.Play(listener, cancellation);
            return DayFacts.Of(Inputs, WarmUpDays, warm is not null, source);
        }
        catch (Exception e) when (e is ReplayException or SierraFileException)
        {
            throw new EvidenceException($"{Id}: {e.Message}", e);
        }
    }

    /// <summary>The key of something that is made of the day and depends on no other settings than these.</summary>
    internal string KeyOf(string settings) => DayKey.Of(Inputs, Files, Options.EngineVersion, WarmUpDays, settings);

    /// <summary>The name of a day's unit, such as ES-2023-12-26.</summary>
    public static string IdOf(string instrument, DateOnly date) => $"{instrument}-{Text(date)}";

    /// <summary>The number under which a day's rows stand: its date as one number, such as 20231225.</summary>
    public static uint SegmentOf(DateOnly date) => (uint)((date.Year * 10_000) + (date.Month * 100) + date.Day);

    // What a live engine would carry into the day. Null where the file has no trade before it.
    private CarrySections? WarmUp(CancellationToken cancellation)
    {
        using (var file = SierraFormats.Scid.Open(Inputs.ScidPath))
        {
            if (!TradeStretch.HasTrade(file, _warmFrom, _session.OpensAt))
                return null;
        }

        using var source = SierraSource.Open(Selection(_warmFrom, _session.OpensAt), new NobodyDecides());
        source.Play(new NobodyLooks(), cancellation);
        return source.Cores.Save();
    }

    private SierraSelection Selection(UnixNanos from, UnixNanos to)
    {
        using var file = SierraFormats.Scid.Open(Inputs.ScidPath);
        var name = Path.GetFileNameWithoutExtension(Inputs.ScidPath);
        var isMadeUp = name.StartsWith(InstrumentPrices.SyntheticPrefix, StringComparison.OrdinalIgnoreCase);
        var contract = isMadeUp ? name[InstrumentPrices.SyntheticPrefix.Length..] : name;
        return new(Inputs.ScidPath, Options)
        {
            Instrument = Inputs.Instrument,
            PriceMultiplier = Inputs.PriceMultiplier,
            FromUnixMicros = from.Micros,
            ToUnixMicros = to.Micros,
            RecordsMax = TradeStretch.Of(file, from, to).End,
            Study = new Hello
            {
                Instrument = Inputs.Instrument,
                Contract = contract,
                TradeSymbol = contract,
                Mode = V1.TradingMode.DryRun,
                Label = isMadeUp ? "SYNTHETIC" : "REPLAY",
            },
        };
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class NobodyLooks : IReplayListener
    {
        public void Looked(InstrumentEngine instrument)
        {
            // The days before are played for what they leave.
        }

        public void Progressed(in ReplayProgress progress)
        {
            // The day itself tells how far it is.
        }
    }

    private sealed class NobodyDecides : IDecisionSink
    {
        public void Decided(InstrumentEngine instrument, ReadOnlySpan<Engine.Signals.Decision> decisions)
        {
            // Without a book no signal is born.
        }

        public void Traded(InstrumentEngine instrument)
        {
            // And nothing is ordered.
        }
    }
}

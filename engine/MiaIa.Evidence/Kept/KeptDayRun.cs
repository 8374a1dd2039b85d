using MiaIa.Engine.Confluence;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Work;
using MiaIa.Replay;
using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Kept;

/// <summary>
/// One trading day through the engine's own core, as a backtest plays it, for its readings: every set of weights, tiers, floors, stops, targets and
/// times of signals can be tried over what it writes. Its key has nothing of these, nor of the risk gates.
/// </summary>
public sealed class KeptDayRun : IWorkUnit
{
    /// <summary>Every change.</summary>
    public const string RowsFile = "rows.kept";

    /// <summary>Every whole second.</summary>
    public const string SecondsFile = "seconds.kept";

    // Of the files' own form; rises with each change of what is kept.
    private const string Prefix = "kept-1-";

    private readonly DayRun _day;

    /// <summary>Names the work.</summary>
    /// <param name="inputs">The day and its files.</param>
    /// <param name="options">The engine's; only what makes readings counts.</param>
    /// <param name="warmUpDays">Trading days before, ≥ 0.</param>
    /// <exception cref="EvidenceException">The date is no trading day that the calendar knows.</exception>
    public KeptDayRun(DayInputs inputs, EngineOptions options, int warmUpDays = DayRun.WarmUpDaysDefault)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(options);
        _day = new DayRun(inputs, options with { Instruments = [.. options.Instruments.Select(Feeding)], Account = new() }, warmUpDays);
    }

    /// <summary>The trading day.</summary>
    public DateOnly Date => _day.Inputs.Date;

    /// <summary>Whether nobody ever traded what is played: its file says so in its name.</summary>
    public bool IsMadeUp =>
        Path.GetFileName(_day.Inputs.ScidPath).StartsWith(InstrumentPrices.SyntheticPrefix, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public string Id => $"kept-{_day.Id}";

    /// <inheritdoc/>
    public string Key => Prefix + _day.Key;

    /// <inheritdoc/>
    public void Run(string folder, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        using var writer = new KeptWriter(File.Create(Path.Combine(folder, RowsFile)), Key);
        _ = _day.Play(new Nobody(), new Told(progress), writer, cancellation);
        using var seconds = File.Create(Path.Combine(folder, SecondsFile));
        writer.Finish(seconds);
    }

    /// <summary>The seconds of a folder of this kind.</summary>
    /// <exception cref="EvidenceException">They are damaged, or of another key.</exception>
    internal static SecondGrid ReadSeconds(string folder, string key)
    {
        var path = Path.Combine(folder, SecondsFile);
        using var file = File.OpenRead(path);
        return SecondGrid.Read(file, key, path);
    }

    /// <summary>The rows of a folder of this kind, block by block.</summary>
    /// <exception cref="EvidenceException">They are damaged, or of another key.</exception>
    internal static IEnumerable<KeptBlock> ReadRows(string folder, string key)
    {
        var path = Path.Combine(folder, RowsFile);
        using var reader = new KeptReader(File.OpenRead(path), key, path);
        while (reader.Next() is { } block)
            yield return block;
    }

    // Whatever the readings do not depend on is as it ships. Trades on paper need the fees.
    private static InstrumentOptions Feeding(InstrumentOptions options) =>
        options with
        {
            Confluence = new ConfluenceOptions(),
            Signals = new SignalOptions(),
            Trading = new TradingOptions { Fees = options.Trading.Fees },
        };

    private sealed class Told(IProgress<WorkProgress> progress) : IReplayListener
    {
        public void Looked(InstrumentEngine instrument)
        {
            // Each event is looked at, not each second.
        }

        public void Progressed(in ReplayProgress now) => progress.Report(new(now.Fraction, now.Events));
    }

    private sealed class Nobody : IDecisionSink
    {
        public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions)
        {
            // By the parameters as they ship: nobody asked for these.
        }

        public void Traded(InstrumentEngine instrument)
        {
            // Nor for these.
        }
    }
}

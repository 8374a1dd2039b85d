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
/// times of signals can be tried over what it writes. Its key has nothing of these, nor of the risk gates. Each part of it has a key of its own, with
/// those settings alone that the part depends on: a part that another unit of the day has under the same key is taken over.
/// </summary>
public sealed class KeptDayRun : ISharingUnit
{
    private const int CharactersOfKey = 12;

    // Of the files' own form; rises with each change of what is kept.
    private const string Form = "kept 2\n";

    private readonly DayRun _day;
    private readonly Lazy<string[]> _keys;
    private readonly Lazy<string> _key;
    private readonly string _name;

    /// <summary>Names the work.</summary>
    /// <param name="inputs">The day and its files.</param>
    /// <param name="options">The engine's; only what makes readings counts.</param>
    /// <param name="warmUpDays">Trading days before, ≥ 0.</param>
    /// <exception cref="EvidenceException">The date is no trading day that the calendar knows.</exception>
    public KeptDayRun(DayInputs inputs, EngineOptions options, int warmUpDays = DayRun.WarmUpDaysDefault)
        : this(new DayRun(inputs, options, warmUpDays)) { }

    /// <summary>The same of a day whose files have perhaps been read.</summary>
    internal KeptDayRun(DayRun day)
    {
        var options = day.Options with { Instruments = [.. day.Options.Instruments.Select(Feeding)], Account = new() };
        _day = day.By(options);
        _keys = new(() => [.. KeptConstants.Of(_day.Options.SettingsText()).Select(settings => _day.KeyOf(Form + settings))]);
        _key = new(() => KeptParts.KeyOf(_keys.Value));
        _name = $"kept-{_day.Id}-";
    }

    /// <summary>The trading day.</summary>
    public DateOnly Date => _day.Inputs.Date;

    /// <summary>Whether nobody ever traded what is played: its file says so in its name.</summary>
    public bool IsMadeUp =>
        Path.GetFileName(_day.Inputs.ScidPath).StartsWith(InstrumentPrices.SyntheticPrefix, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    /// <remarks>Days of other settings lie beside it.</remarks>
    public string Id => _name + Key[..CharactersOfKey];

    /// <inheritdoc/>
    public string Key => _key.Value;

    /// <summary>How many parts the last run took over instead of making them.</summary>
    internal int Taken { get; private set; }

    /// <summary>The keys of its parts.</summary>
    internal IReadOnlyList<string> Keys => _keys.Value;

    /// <inheritdoc/>
    public void Run(string folder, IProgress<WorkProgress> progress, CancellationToken cancellation) =>
        Make(KeptParts.All, folder, progress, cancellation);

    /// <inheritdoc/>
    public void Run(string folder, UnitStore others, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(others);
        Prepare(folder);
        var (missing, taken) = (KeptParts.All, 0);
        foreach (var record in others.Named(_name))
        {
            foreach (var part in KeptParts.In(missing))
            {
                if (!IsOf(others.FolderOf(record.Unit), part))
                    continue;
                if (!others.TryTake(record, KeptParts.RowsOf(part), folder) || !others.TryTake(record, KeptParts.SecondsOf(part), folder))
                    continue;
                missing &= ~(1 << part);
                taken++;
            }
        }

        Taken = taken;
        if (missing != 0)
            Make(missing, folder, progress, cancellation);
    }

    /// <summary>The seconds of a folder of this kind.</summary>
    /// <exception cref="EvidenceException">They are damaged, or of another key.</exception>
    internal static SecondGrid ReadSeconds(string folder, string key) =>
        SecondGrid.Read(part => Open(folder, KeptParts.SecondsOf(part)), key);

    /// <summary>The rows of a folder of this kind, block by block.</summary>
    /// <exception cref="EvidenceException">They are damaged, or of another key.</exception>
    internal static IEnumerable<KeptBlock> ReadRows(string folder, string key)
    {
        using var reader = new KeptReader(part => Open(folder, KeptParts.RowsOf(part)), key);
        while (reader.Next() is { } block)
            yield return block;
    }

    private static (Stream From, string Name) Open(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return (File.OpenRead(path), path);
    }

    private static void Prepare(string folder)
    {
        foreach (var name in (string[])[KeptParts.RowsOf(0), KeptParts.SecondsOf(0)])
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
    }

    private void Make(int parts, string folder, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        Prepare(folder);
        using var writer = new KeptWriter(parts, _keys.Value, part => File.Create(Path.Combine(folder, KeptParts.RowsOf(part))));
        _ = _day.Play(new Nobody(), new Told(progress), writer, cancellation);
        var seconds = writer.Finish();
        foreach (var part in KeptParts.In(parts))
        {
            using var file = File.Create(Path.Combine(folder, KeptParts.SecondsOf(part)));
            seconds.Write(part, file, _keys.Value[part]);
        }
    }

    // Whether a unit's folder has a part under the key that is wanted.
    private bool IsOf(string folder, int part)
    {
        try
        {
            return IsOf(folder, KeptParts.RowsOf(part), part) && IsOf(folder, KeptParts.SecondsOf(part), part);
        }
        catch (Exception e) when (e is EvidenceException or IOException)
        {
            // Damaged, or taken away meanwhile: it is made.
            return false;
        }
    }

    private bool IsOf(string folder, string file, int part)
    {
        var (from, name) = Open(folder, file);
        using (from)
            return BlockFile.ReadHead(from, name) == _keys.Value[part];
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

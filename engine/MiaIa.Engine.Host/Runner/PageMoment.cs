using MiaIa.Engine.Accounts;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>All that a page draws, as it stood at one moment. Nobody changes it any more, so that every watcher may read it at its own pace.</summary>
/// <param name="Number">Rises with every moment.</param>
/// <param name="MadeUnixNs">By the local clock.</param>
/// <param name="Status">With the instruments that have been traded or are fed.</param>
/// <param name="Bars">Of the same instruments.</param>
/// <param name="SignalsTold">How many signal events there have been.</param>
/// <param name="Signals">The newest of them, oldest first.</param>
/// <param name="FillsTold">How many executions there have been.</param>
/// <param name="Fills">The newest of them, oldest first.</param>
internal sealed record PageMoment(
    long Number,
    long MadeUnixNs,
    EngineStatus Status,
    IReadOnlyList<PageBars> Bars,
    long SignalsTold,
    Signal[] Signals,
    long FillsTold,
    PageFill[] Fills
)
{
    private EngineStatus? _head;

    /// <summary>The status without its instruments, for whoever adds some: they are by far the most of it, and each watcher would copy them all.</summary>
    internal EngineStatus Head()
    {
        // Two that come at once make the same one.
        if (_head is null)
        {
            var head = new EngineStatus(Status);
            head.Instrument.Clear();
            _head = head;
        }

        return new EngineStatus(_head);
    }

    /// <summary>Under the runner's lock.</summary>
    /// <param name="state">The state.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="told">What was signalled and executed.</param>
    /// <param name="stamp">The moment's number, its time, and those of EngineReport.</param>
    /// <param name="barsMax">How many bars of an instrument at most.</param>
    internal static PageMoment Of(
        EngineState state,
        EngineJournal journal,
        (ToldSignals Signals, NewestFills Fills) told,
        (long Number, long MadeUnixNs, (long StartedUnixNs, long NowUnixNs) Times) stamp,
        int barsMax
    )
    {
        var status = EngineReport.From(state, journal, stamp.Times, withExposure: false);
        for (var i = status.Instrument.Count - 1; i >= 0; i--)
        {
            var instrument = status.Instrument[i];
            // A page draws no book, and it changes with every frame.
            instrument.Book = null;
            if (instrument is { StudyAttached: false, TradeRecords: 0, Contract: "" })
                status.Instrument.RemoveAt(i);
        }

        var bars = status
            .Instrument.Select(instrument => PageBars.Of(state.FindInstrument(instrument.Instrument)!.Core, barsMax))
            .ToArray();
        return new(
            stamp.Number,
            stamp.MadeUnixNs,
            status,
            bars,
            told.Signals.Count,
            told.Signals.ToArray(),
            told.Fills.Count,
            [.. told.Fills.ToArray().Select(From)]
        );
    }

    private static PageFill From((string Instrument, Fill Fill) one) =>
        new()
        {
            Instrument = one.Instrument,
            ObservedUnixUs = one.Fill.ObservedAt.Micros,
            Role = (V1.OrderRole)(int)one.Fill.Role,
            Direction = (V1.Direction)(int)one.Fill.Direction,
            Lots = (uint)one.Fill.Lots.Value,
            PriceTicks = one.Fill.Price.Value,
            Inferred = one.Fill.IsInferred,
        };
}

/// <summary>Minute bars of one instrument.</summary>
/// <param name="Instrument">Its name.</param>
/// <param name="TickSizePoints">What a tick is.</param>
/// <param name="TickValueUsd">What a tick is worth.</param>
/// <param name="Bars">Oldest first.</param>
internal sealed record PageBars(string Instrument, double TickSizePoints, double TickValueUsd, IReadOnlyList<ChartBar> Bars)
{
    internal static PageBars Of(EngineCore core, int barsMax) =>
        new(core.Options.Name, (double)core.Options.TickSizePoints, (double)core.Options.TickValueUsd, core.ChartBars.Newest(barsMax));
}

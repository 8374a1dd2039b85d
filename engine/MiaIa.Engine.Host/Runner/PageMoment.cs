using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Journal;
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
internal sealed record PageMoment(
    long Number,
    long MadeUnixNs,
    EngineStatus Status,
    IReadOnlyList<PageBars> Bars,
    long SignalsTold,
    Signal[] Signals
)
{
    /// <summary>Under the runner's lock.</summary>
    /// <param name="state">The state.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="told">What was signalled.</param>
    /// <param name="stamp">The moment's number, its time, and when the engine started.</param>
    /// <param name="barsMax">How many bars of an instrument at most.</param>
    internal static PageMoment Of(
        EngineState state,
        EngineJournal journal,
        ToldSignals told,
        (long Number, long MadeUnixNs, long StartedUnixNs) stamp,
        int barsMax
    )
    {
        var status = EngineReport.From(state, journal, stamp.StartedUnixNs, withExposure: false);
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
        return new(stamp.Number, stamp.MadeUnixNs, status, bars, told.Count, told.ToArray());
    }
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

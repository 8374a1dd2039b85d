using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Host.Switches;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>
/// Exits while the journal cannot be written. The core takes no input then, so that it neither hears what became of a flatten nor sees the close
/// come; its state stays the journal's. What is open is told from outside of it: until the study says that nothing of ours is left, or the journal
/// works again. A flatten carries no size and no id, and the study makes one exit at a time, so that saying it again closes no more than there is.
/// Belongs to the runner's lock.
/// </summary>
internal sealed class ExitsWithoutRecord(EngineJournal journal, Subscribers subscribers, TradingControls controls, LogMessages log)
{
    private const long AgainNs = 5_000_000_000;

    private readonly Dictionary<string, long> _againAtUnixNs = [];

    /// <summary>Called with every tick.</summary>
    internal void Look(EngineState state, long atUnixNs)
    {
        if (journal.Failure is null)
        {
            Forget();
            return;
        }

        foreach (var instrument in state.Instruments)
        {
            var trading = instrument.Core.Trading;
            if (trading.Mode != Accounts.TradingMode.DryRun && subscribers.PublisherOf(instrument) is { } study && IsOpen(study, trading))
                Close(instrument, study, state.IsKilled, atUnixNs);
        }
    }

    private void Close(InstrumentEngine instrument, StudySession study, bool isKilled, long atUnixNs)
    {
        var trading = instrument.Core.Trading;
        var isCommanded = isKilled || trading.Orders.IsFlattening;
        if (!isCommanded && !trading.MustBeFlatAt(UnixNanos.Trusted(atUnixNs)))
            return;
        // What was commanded has left a moment ago, with its own name.
        if (!_againAtUnixNs.TryGetValue(instrument.Name, out var again))
            again = isCommanded ? atUnixNs + AgainNs : atUnixNs;
        if (atUnixNs >= again)
        {
            var why =
                isKilled ? "killed"
                : isCommanded ? "flattening"
                : "flat_by_close";
            controls.NoteExitsWithoutRecord(atUnixNs);
            var told = SwitchFrames.Of(new FlattenRequest { By = "engine", Reason = why });
            told.Flatten.OwnLots = study.PositionWithoutRecord?.OwnLots ?? trading.Orders.OwnPosition;
            study.Deliver(told);
            log.ExitWithoutRecord(instrument.Name, why);
            again = atUnixNs + AgainNs;
        }

        _againAtUnixNs[instrument.Name] = again;
    }

    // What the study said last; before that, what the core knew when its time stood still. An entry that works is no position: the study cancels it
    // by itself once it is halted.
    private static bool IsOpen(StudySession study, TradingStage trading) =>
        study.PositionWithoutRecord is { } told
            ? told.OwnLots != 0 || told.WorkingStopLots + told.WorkingTargetLots != 0
            : trading.Orders.HasSomething || trading.Orders.IsFlattening;

    private void Forget()
    {
        _againAtUnixNs.Clear();
        foreach (var study in subscribers.Studies)
            study.PositionWithoutRecord = null;
    }
}

using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Trading;
using MiaIa.V1;
using Simulation.Clock;
using Simulation.Disk;
using Simulation.Faults;
using Simulation.Network;
using Simulation.Study;
using TradingState = MiaIa.Engine.Accounts.TradingState;

namespace Simulation.Checks;

/// <summary>The list at the end of the table of faults, held against what Sierra's side knows, after everything that happens.</summary>
internal sealed class AlwaysTrue(
    Schedule schedule,
    StudySide study,
    SimulatedDisk disk,
    RowsReached rows,
    ScenesReached scenes,
    Limits limits,
    Story story
) : ITraffic
{
    // What the study writes before a command's id, so that it knows its own orders.
    private const string TagPrefix = "MIA:";

    // What was decided in time and is under way: a command lives for a second of the study's clock.
    private const long LateEntryMs = 3_000;

    private readonly HashSet<string> _intents = [];
    private readonly HashSet<string> _commandsAtStudy = [];
    private readonly Dictionary<string, uint> _entries = [];
    private readonly Timers _timers = new(schedule, limits);
    private uint _newestOrder;
    private int _fillsSeen;
    private bool _isHaltedAtStudy;
    private bool _wasHaltedAtStudy;
    private bool _isResumedInBatch;
    private ulong _entryCalls;
    private ulong _allCalls;

    /// <summary>By the switch itself, not by what the account makes of it.</summary>
    internal Func<bool> IsEngineHalted { private get; set; } = () => false;

    /// <summary>Entries that the engine decided.</summary>
    internal int Intents => _intents.Count;

    /// <summary>Signed lots of ours: by the fills that Sierra was told of, less what trades by hand have closed.</summary>
    internal int Own { get; private set; }

    internal int PartialFills { get; private set; }

    public void FromStudy(byte[] bytes)
    {
        var frame = StudyFrame.Parser.ParseFrom(bytes);
        if (story.IsKept)
            story.Told("<", frame);
        if (frame is { BodyCase: StudyFrame.BodyOneofCase.OrderReport, OrderReport.Code: "expired" })
            rows.Reach(FaultRow.R41_CommandLate);
    }

    public void ToStudy(byte[] bytes)
    {
        var frame = EngineFrame.Parser.ParseFrom(bytes);
        if (story.IsKept)
            story.Told(">", frame);
        switch (frame.BodyCase)
        {
            case EngineFrame.BodyOneofCase.OrderCommand:
                if (!_intents.Contains(frame.OrderCommand.CommandId))
                    throw new BrokenRuleException($"command {frame.OrderCommand.CommandId} has no intent");
                if (!_commandsAtStudy.Add(frame.OrderCommand.CommandId))
                    rows.Reach(FaultRow.R27_CommandTwice);
                break;
            case EngineFrame.BodyOneofCase.Halt or EngineFrame.BodyOneofCase.Flatten:
                _isHaltedAtStudy = true;
                break;
            case EngineFrame.BodyOneofCase.Resume:
                _isHaltedAtStudy = false;
                _isResumedInBatch = true;
                break;
            // A Resume may be lost; the study goes by the view then.
            case EngineFrame.BodyOneofCase.TradingView when frame.TradingView.State != MiaIa.V1.TradingState.Halted:
                _isHaltedAtStudy = false;
                _isResumedInBatch = true;
                break;
        }
    }

    /// <summary>The engine's stages have decided something.</summary>
    internal void Decided(InstrumentEngine instrument)
    {
        var trading = instrument.Core.Trading;
        RowsOfVerdicts.Mark(trading.Verdicts, rows);
        foreach (ref readonly var intent in trading.Intents)
        {
            if (intent is { Kind: OrderIntentKind.Flatten, Reason: "flat_by_close" })
            {
                rows.Reach(FaultRow.R42_FlatByClose);
                scenes.Reach(Scene.FlatByTheClose);
            }
            if (intent.Kind != OrderIntentKind.Enter)
                continue;
            var id = CommandId.Of(intent.OrderId);
            // What was lost with an engine before it left is decided anew, under the id that is free again.
            if (!_intents.Add(id) && _commandsAtStudy.Contains(id))
                throw new BrokenRuleException($"two intents have the id {id}");
            if (trading.State != TradingState.Active || IsEngineHalted())
                throw new BrokenRuleException($"entry {id} was decided while {trading.State}, halted {IsEngineHalted()}");
            if (intent.Entry.Lots.Value > limits.EngineCeiling)
                throw new BrokenRuleException($"entry {id} of {intent.Entry.Lots.Value} lots, the ceiling is {limits.EngineCeiling}");
            var account = trading.Account;
            // On paper the entry has filled within the step: what counts is what was before.
            var before = account.RealizedCents + (trading.Fills.Length > 0 ? 0 : Math.Min(0, account.OpenCents));
            foreach (ref readonly var booking in trading.Bookings)
                before -= booking.RealizedCents - booking.FeesCents;
            var ofOne = (intent.Entry.StopTicks + limits.SlippageTicks) * limits.TickCents + 2 * limits.FeeCents;
            var worst = before - intent.Entry.Lots.Value * ofOne;
            if (worst < -limits.DailyLossCents)
                throw new BrokenRuleException($"entry {id} may end at {worst} cents, the limit is {-limits.DailyLossCents}");
        }
    }

    /// <summary>The study's call is over.</summary>
    internal void StudyCalled(ChartState chart)
    {
        if (study.Belief is { Faults: > 0 } belief)
            throw new BrokenRuleException($"the study's glue caught {belief.Faults} exceptions");
        var calls = study.Calls;
        if (limits.MayNotOrder && calls.All > 0)
            throw new BrokenRuleException("an order call where mode or account forbid it");
        if (calls.Entries > _entryCalls && chart is not (ChartState.AsEver or ChartState.TapeAway))
            throw new BrokenRuleException($"an entry while the chart is {chart}");
        HoldCalls(calls, chart);
        if (calls.Entries > _entryCalls && _wasHaltedAtStudy && !_isResumedInBatch)
            throw new BrokenRuleException("an entry while halted");
        if (calls.Entries > (ulong)_intents.Count)
            throw new BrokenRuleException($"{calls.Entries} entry calls for {_intents.Count} intents");
        _entryCalls = calls.Entries;
        (_wasHaltedAtStudy, _isResumedInBatch) = (_isHaltedAtStudy, false);
        LookAtOrders();
    }

    /// <summary>The study was taken off the chart and put on again: its last call belongs to the chart as it was then.</summary>
    internal void StudyReloaded(ChartState chart)
    {
        _timers.StudyReloaded();
        HoldCalls(study.Calls, chart);
    }

    private void HoldCalls(in Abi.OrderCalls calls, ChartState chart)
    {
        if (calls.All > _allCalls && chart is ChartState.Replaying or ChartState.OtherSymbol or ChartState.OtherSimulation)
            throw new BrokenRuleException($"an order call while the chart is {chart}: {calls}");
        _allCalls = calls.All;
    }

    /// <summary>After everything that happens.</summary>
    internal void Look()
    {
        if (disk.WritesAfterFailure > 0)
            throw new BrokenRuleException("a journal was written after a sync of it had failed");
        TakeFills();
        if (Math.Abs(Own) > limits.Ceiling)
            throw new BrokenRuleException($"{Own} lots of ours, the ceiling is {limits.Ceiling}");
    }

    private void TakeFills()
    {
        study.ReadFills();
        for (; _fillsSeen < study.Fills.Count; _fillsSeen++)
        {
            var fill = study.Fills[_fillsSeen];
            if (!fill.IsCounted)
                continue;
            // What a trade of nobody's closes of ours is closed, as a broker nets it.
            if (!fill.IsForeign)
                Own += fill.SignedLots;
            else if (Own * fill.SignedLots < 0)
                Own += Math.Sign(fill.SignedLots) * Math.Min(Math.Abs(Own), Math.Abs(fill.SignedLots));
        }
    }

    private void LookAtOrders()
    {
        foreach (var order in study.OrdersAfter(_newestOrder))
        {
            _newestOrder = Math.Max(_newestOrder, order.Id);
            if (order.Role != SierraOrder.EntryRole || order.IsForeign)
                continue;
            var command = order.Tag.StartsWith(TagPrefix, StringComparison.Ordinal) ? order.Tag[TagPrefix.Length..] : order.Tag;
            if (!_intents.Contains(command))
                throw new BrokenRuleException($"Sierra's order {order.Id} has the tag {order.Tag}, which no intent has");
            if (!_entries.TryAdd(command, order.Id))
                throw new BrokenRuleException($"command {command} made two orders, {_entries[command]} and {order.Id}");
            var lateMs = (order.EnteredSteadyNs - limits.EntriesEndSteadyNs) / 1_000_000;
            if (lateMs > LateEntryMs)
                throw new BrokenRuleException($"entry {command} was made {lateMs} ms after the last moment for one");
        }

        _timers.Look(Own, study.Working());
    }
}

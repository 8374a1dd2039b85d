using MiaIa.Engine.Orders;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Trading;
using Simulation.Clock;
using Simulation.Disk;
using Simulation.Faults;
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
    OneAccount account
)
{
    // What the study writes before a command's id, so that it knows its own orders.
    private const string TagPrefix = "MIA:";

    // What was decided in time and is under way: a command lives for a second of the study's clock.
    private const long LateEntryMs = 3_000;

    private readonly HashSet<string> _intents = [];
    private readonly HashSet<string> _commandsAtStudy = [];
    private readonly Dictionary<string, uint> _entries = [];
    private readonly Timers _timers = new(schedule, limits);
    private readonly HashSet<uint> _filledEntries = [];
    private StudySide? _publisher;
    private uint _newestOrder;
    private int _fillsSeen;

    /// <summary>By the switch itself, not by what the account makes of it.</summary>
    internal Func<bool> IsEngineHalted { private get; set; } = () => false;

    /// <summary>Entries that the engine decided.</summary>
    internal int Intents => _intents.Count;

    /// <summary>Signed lots of ours: by the fills that Sierra was told of, less what trades by hand have closed.</summary>
    internal int Own { get; private set; }

    /// <summary>Since when it is so.</summary>
    internal long OwnSinceNs { get; private set; }

    /// <summary>Signed lots of all executions, and what they have cost or brought, with fees; the profit where the lots are 0.</summary>
    internal (int Lots, long Cents) Cash { get; private set; }

    /// <summary>When Sierra was told of the newest one.</summary>
    internal long NewestFillNs { get; private set; }

    /// <summary>Entries of which something has filled.</summary>
    internal int FilledEntries => _filledEntries.Count;

    /// <summary>Calls of the studies that meant to enter.</summary>
    internal ulong EntryCalls { get; set; }

    /// <summary>A command has come to a study.</summary>
    internal void CommandArrived(string id)
    {
        if (!_intents.Contains(id))
            throw new BrokenRuleException($"command {id} has no intent");
        if (!_commandsAtStudy.Add(id))
            rows.Reach(FaultRow.R27_CommandTwice);
    }

    /// <summary>The engine's stages have decided something.</summary>
    internal void Decided(InstrumentEngine instrument)
    {
        var trading = instrument.Core.Trading;
        RowsOfVerdicts.Mark(trading.Verdicts, rows);
        foreach (ref readonly var verdict in trading.Verdicts)
        {
            if (verdict.IsRefusedBy(RiskCode.PositionOpen) && OneAccount.IsOpenElsewhere(trading))
                scenes.Reach(Scene.OtherInstrumentOpen);
        }

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
            if (trading.Orders.MayHoldMore)
                throw new BrokenRuleException($"entry {id} was decided while lots may be open that nobody has counted");
            if (intent.Entry.Lots.Value > limits.EngineCeiling)
                throw new BrokenRuleException($"entry {id} of {intent.Entry.Lots.Value} lots, the ceiling is {limits.EngineCeiling}");
            // On paper the entry has filled within the step: what counts is what was before.
            var before = trading.Account.RealizedCents + (trading.Fills.Length > 0 ? 0 : Math.Min(0, trading.Account.OpenCents));
            foreach (ref readonly var booking in trading.Bookings)
                before -= booking.RealizedCents - booking.FeesCents;
            var ofOne = (intent.Entry.StopTicks + limits.SlippageTicks) * limits.TickCents + 2 * limits.FeeCents;
            var worst = before - intent.Entry.Lots.Value * ofOne;
            account.HoldEntry(this, trading, id, intent.Entry.Lots.Value * ofOne);
            if (worst < -limits.DailyLossCents)
                throw new BrokenRuleException($"entry {id} may end at {worst} cents, the limit is {-limits.DailyLossCents}");
        }
    }

    /// <summary>The study that looks after what is open has lost what it waited for: it waits anew.</summary>
    internal void ProtectionBeginsAnew() => _timers.StudyReloaded();

    /// <summary>A study has the lease. Where it was another one's before, it waits anew too.</summary>
    internal void Publishes(StudySide by)
    {
        if (_publisher is not null && _publisher != by)
        {
            ProtectionBeginsAnew();
            scenes.Reach(Scene.Succession);
        }

        _publisher = by;
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
            NewestFillNs = schedule.NowNs;
            var cost = (fill.SignedLots * (long)fill.PriceTicks * limits.TickCents) + (Math.Abs(fill.SignedLots) * limits.FeeCents);
            Cash = (Cash.Lots + fill.SignedLots, Cash.Cents - cost);
            if (fill is { IsForeign: false, Role: SierraOrder.EntryRole })
                _ = _filledEntries.Add(fill.OrderId);
            var before = Own;
            // What a trade of nobody's closes of ours is closed, as a broker nets it.
            if (!fill.IsForeign)
                Own += fill.SignedLots;
            else if (Own * fill.SignedLots < 0)
                Own += Math.Sign(fill.SignedLots) * Math.Min(Math.Abs(Own), Math.Abs(fill.SignedLots));
            if (Math.Sign(before) != Math.Sign(Own))
                OwnSinceNs = schedule.NowNs;
        }
    }

    internal void LookAtOrders()
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

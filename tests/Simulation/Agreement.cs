using System.Globalization;
using MiaIa.Engine.Runtime.Hashing;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Projections;
using Simulation.Checks;
using Simulation.Disk;
using Simulation.Engine;
using Simulation.Study;

namespace Simulation;

/// <summary>Once nothing breaks any more: Sierra, study, engine, journal and database say the same, profit to the cent.</summary>
internal sealed class Agreement(IReadOnlyList<TradedChart> charts, EngineSide engine, JournalHole hole, string folder, DayPlan plan)
{
    private const int Publishing = 1;
    private const int Reading = 2;
    private const int Refused = 3;

    // Refused where Hello says already that the engine must not trade with this study.
    private int SessionWithoutOrders => plan.Occasion.Live is LiveCase.NotListed or LiveCase.SierraSimulates ? Refused : Publishing;

    // What was cut out of the journal is nobody's profit any more, and the account begins anew with each trade date.
    private bool IsOfOneDate => !hole.WasCut && plan.Occasion.Hours != OccasionHours.Turn;

    /// <summary>Executions that Sierra was told of, each once.</summary>
    internal IEnumerable<SierraFill> Fills => OrderSides.SelectMany(chart => chart.Study.Fills).Where(fill => fill.IsCounted);

    internal int PartialFills =>
        OrderSides.Sum(chart =>
            chart
                .Study.Fills.Where(fill => fill is { IsCounted: true })
                .GroupBy(fill => fill.OrderId)
                .Where(fills => fills.Count() > 1)
                .Sum(fills => fills.Count() - 1)
        );

    private IEnumerable<TradedChart> OrderSides => charts.Where(chart => chart.IsFirstOfSymbol);

    /// <summary>Who disagrees about what; null when nobody does.</summary>
    internal string? WhyNot()
    {
        if (!engine.IsUp)
            return "the engine is not running";
        foreach (var chart in OrderSides)
        {
            if (OfSierra(chart.Study) is { } why)
                return why;
        }

        foreach (var ofSymbol in charts.GroupBy(chart => chart.Plan.Symbol))
        {
            if (OfStudies([.. ofSymbol]) is { } why)
                return why;
        }

        // Nothing is Sierra's business there.
        return plan.MayNotOrder ? null : engine.Runner.Read(state => OfEngine(state));
    }

    private static string? OfSierra(StudySide study)
    {
        study.ReadFills();
        var sierra = study.Traded;
        if (sierra.Lots != 0 || sierra.ExchangeLots != 0)
            return $"Sierra holds {sierra.Lots} lots, the exchange {sierra.ExchangeLots}";
        return study.Working() is { Count: > 0 } left ? $"orders work: {string.Join("; ", left)}" : null;
    }

    // Of several studies for one symbol one has the lease, the others read.
    private string? OfStudies(IReadOnlyList<TradedChart> studies)
    {
        if (plan.MayNotOrder && SessionWithoutOrders == Refused)
            return OfRefused(studies);
        var publishers = 0;
        foreach (var chart in studies)
        {
            if (chart.Study.Belief is not { } belief)
                return "the study has no instance";
            publishers += belief.SessionState == Reading ? 0 : 1;
            if (belief.SessionState != Reading && OfPublisher(belief) is { } why)
                return why;
            if (belief is { SessionState: Reading } and not { PositionLots: 0, OwnLots: 0, Flattening: 0, OrdersWorking: 0 })
                return $"the study that reads: {InWords(belief)}";
        }

        return publishers == 1 ? null : $"{publishers} of {studies.Count} studies publish";
    }

    // None has a lease for longer than the refusal takes. One that asked within those seconds reads until it asks again.
    private static string? OfRefused(IReadOnlyList<TradedChart> studies)
    {
        var refused = 0;
        foreach (var chart in studies)
        {
            if (chart.Study.Belief is not { SessionState: Refused or Reading } belief)
                return $"a study that may not trade: {(chart.Study.Belief is { } other ? InWords(other) : "no instance")}";
            refused += belief.SessionState == Refused ? 1 : 0;
        }

        return refused > 0 ? null : "no study knows that it may not trade";
    }

    private string? OfPublisher(in Abi.Belief belief)
    {
        // The study does not even look at Sierra.
        if (plan.MayNotOrder)
            return belief.SessionState == SessionWithoutOrders ? null : $"the study: session {belief.SessionState}";
        return
            belief
                is {
                    SessionState: Publishing,
                    Ready: not 0,
                    PositionKnown: not 0,
                    PositionLots: 0,
                    OwnLots: 0,
                    Flattening: 0,
                    OrdersWorking: 0
                }
            ? null
            : $"the study: {InWords(belief)}";
    }

    private static string InWords(in Abi.Belief belief) =>
        $"session {belief.SessionState}, ready {belief.Ready}, position {belief.PositionLots}, own {belief.OwnLots}, "
        + $"flattening {belief.Flattening}, orders {belief.OrdersWorking}";

    /// <summary>Everything that the engine would carry into the next day, and its decisions; a replay of its journal must hold the same.</summary>
    internal ulong StateHash()
    {
        var live = engine.Runner.Read(HashOf);
        var replayed = new EngineState(plan.EngineOptions, FirstSignalId(out var chain), new NoDecisions());
        JournalReplay.Run(chain, replayed);
        var again = HashOf(replayed);
        return again == live ? live : throw new BrokenRuleException($"the journal replays to {again:x16}, the engine holds {live:x16}");
    }

    /// <summary>The database, built anew from the journals, has Sierra's profit.</summary>
    /// <param name="date">The account's trade date in the end.</param>
    /// <param name="realized">Its profit in cents.</param>
    internal void HoldProjection(DateOnly date, long realized)
    {
        var database = Path.Combine(folder, "trades.sqlite");
        using (var follower = JournalFollower.Open(folder, plan.EngineOptions, database, isAnew: true))
        {
            while (follower.Advance(100_000) > 0) { }
        }

        using var report = ProjectionReport.Open(database);
        var days = report.Days(10);
        var profit = days.Sum(day => day.ProfitCents);
        if (!plan.MayNotOrder && !hole.WasCut && profit != SierrasCents())
            throw new BrokenRuleException($"the database has a profit of {profit} cents, Sierra's fills {SierrasCents()}");
        var ofDate = days.Where(day => day.TradeDate == date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Sum(day => day.ProfitCents);
        if (!plan.MayNotOrder && ofDate != realized)
            throw new BrokenRuleException($"for {date:O} the database has a profit of {ofDate} cents, the account {realized}");
    }

    private static ulong HashOf(EngineState state)
    {
        var hash = Fnv1a.Append(Fnv1a.Seed, state.DecisionHash);
        return Fnv1a.Append(hash, CarryRecord.ToBytes(state.Save()));
    }

    private ulong FirstSignalId(out string[] chain)
    {
        var segments = JournalSegments.Of(folder);
        chain = [.. segments.NewestChain.Select(segment => segment.Path)];
        return segments.NewestChain[0].Header.FirstSignalId;
    }

    private string? OfEngine(EngineState state)
    {
        foreach (var instrument in state.Instruments)
        {
            var trading = instrument.Core.Trading;
            if (!trading.Orders.IsReconciled || !trading.Orders.IsFlat)
            {
                return $"the engine of {instrument.Name}: {trading.Orders.WhyNot}, own {trading.Orders.OwnPosition}, "
                    + $"external {trading.Orders.ExternalPosition}";
            }

            if (state.Account.LotsOf(trading.Slot) != 0)
                return $"the account holds {state.Account.LotsOf(trading.Slot)} lots of {instrument.Name}";
        }

        return !IsOfOneDate || state.Account.RealizedCents == SierrasCents()
            ? null
            : $"the account has a profit of {state.Account.RealizedCents} cents, Sierra's fills {SierrasCents()}";
    }

    private long SierrasCents()
    {
        var cents = 0L;
        foreach (var chart in OrderSides)
            cents += CentsOf(chart);
        return cents;
    }

    private static long CentsOf(TradedChart chart)
    {
        var (cents, of) = (0L, chart.Plan);
        foreach (var fill in chart.Study.Fills)
        {
            if (fill.IsCounted)
                cents -= (fill.SignedLots * (long)fill.PriceTicks * of.TickCents) + (Math.Abs(fill.SignedLots) * of.FeeCents);
        }

        return cents;
    }
}

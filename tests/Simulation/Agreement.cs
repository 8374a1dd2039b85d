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
internal sealed class Agreement(StudySide study, EngineSide engine, JournalHole hole, string folder, DayPlan plan)
{
    private const long TickCents = 1_250;
    private const long FeeCents = 215;

    // Refused where Hello says already that the engine must not trade with this study.
    private int SessionWithoutOrders => plan.Occasion.Live is LiveCase.NotListed or LiveCase.SierraSimulates ? 3 : 1;

    // What was cut out of the journal is nobody's profit any more, and the account begins anew with each trade date.
    private bool IsOfOneDate => !hole.WasCut && plan.Occasion.Hours != OccasionHours.Turn;

    internal int PartialFills =>
        study
            .Fills.Where(fill => fill is { IsCounted: true })
            .GroupBy(fill => fill.OrderId)
            .Where(fills => fills.Count() > 1)
            .Sum(fills => fills.Count() - 1);

    /// <summary>Who disagrees about what; null when nobody does.</summary>
    internal string? WhyNot()
    {
        if (!engine.IsUp)
            return "the engine is not running";
        study.ReadFills();
        var sierra = study.Traded;
        if (sierra.Lots != 0 || sierra.ExchangeLots != 0)
            return $"Sierra holds {sierra.Lots} lots, the exchange {sierra.ExchangeLots}";
        if (study.Working() is { Count: > 0 } left)
            return $"orders work: {string.Join("; ", left)}";
        if (study.Belief is not { } belief)
            return "the study has no instance";
        // Nothing is Sierra's business there: the study does not even look.
        if (plan.MayNotOrder)
            return belief.SessionState == SessionWithoutOrders ? null : $"the study: session {belief.SessionState}";
        if (
            belief
            is not { SessionState: 1, Ready: not 0, PositionKnown: not 0, PositionLots: 0, OwnLots: 0, Flattening: 0, OrdersWorking: 0 }
        )
        {
            return $"the study: session {belief.SessionState}, ready {belief.Ready}, position {belief.PositionLots}, own {belief.OwnLots}, "
                + $"flattening {belief.Flattening}, orders {belief.OrdersWorking}";
        }

        return engine.Runner.Read(state => OfEngine(state));
    }

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
        var trading = state.Instruments[0].Core.Trading;
        if (!trading.Orders.IsReconciled || !trading.Orders.IsFlat)
            return $"the engine: {trading.Orders.WhyNot}, own {trading.Orders.OwnPosition}, external {trading.Orders.ExternalPosition}";
        if (trading.Account.LotsOf(trading.Slot) != 0)
            return $"the account holds {trading.Account.LotsOf(trading.Slot)} lots";
        return !IsOfOneDate || trading.Account.RealizedCents == SierrasCents()
            ? null
            : $"the account has a profit of {trading.Account.RealizedCents} cents, Sierra's fills {SierrasCents()}";
    }

    private long SierrasCents()
    {
        var cents = 0L;
        foreach (var fill in study.Fills)
        {
            if (fill.IsCounted)
                cents -= (fill.SignedLots * (long)fill.PriceTicks * TickCents) + (Math.Abs(fill.SignedLots) * FeeCents);
        }

        return cents;
    }
}

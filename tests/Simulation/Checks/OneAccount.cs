using MiaIa.Engine.Pipeline;
using Simulation.Clock;

namespace Simulation.Checks;

/// <summary>What holds over all instruments of the account when an entry is decided.</summary>
internal sealed class OneAccount(Schedule schedule, DayPlan plan)
{
    // A partition keeps a fill from the engine for up to 8 s.
    private const long UnknownNs = 12_000_000_000;

    private readonly List<AlwaysTrue> _sides = [];

    /// <summary>An instrument's order side.</summary>
    internal void Add(AlwaysTrue side) => _sides.Add(side);

    /// <summary>Whether the account knows of a position or an entry in another instrument.</summary>
    internal static bool IsOpenElsewhere(TradingStage trading)
    {
        for (var slot = 0; slot < trading.Account.Slots; slot++)
        {
            if (slot != trading.Slot && (trading.Account.LotsOf(slot) != 0 || trading.Account.HasOpenEntry(slot)))
                return true;
        }

        return false;
    }

    /// <param name="of">The entry's order side.</param>
    /// <param name="trading">Who decided it.</param>
    /// <param name="id">Its name.</param>
    /// <param name="worstCents">What it may lose, above 0.</param>
    /// <exception cref="BrokenRuleException">Something is open elsewhere, or the day has had its trades or its loss.</exception>
    internal void HoldEntry(AlwaysTrue of, TradingStage trading, string id, long worstCents)
    {
        var account = trading.Account;
        if (IsOpenElsewhere(trading))
            throw new BrokenRuleException($"entry {id} was decided with a position or an entry in another instrument");
        if (account.InDoubtBeside(trading.Slot) > 0)
            throw new BrokenRuleException($"entry {id} was decided while another instrument may have lots that nobody has counted");

        foreach (var other in _sides)
        {
            if (other != of && other.Own != 0 && schedule.NowNs - other.OwnSinceNs > UnknownNs)
            {
                var since = (schedule.NowNs - other.OwnSinceNs) / 1_000_000;
                throw new BrokenRuleException(
                    $"entry {id} was decided while {other.Own} lots are open in another instrument since {since} ms"
                );
            }
        }

        // A trade date begins anew, and what was cut out of the journal the engine does not count.
        if (plan.Occasion is { Hours: OccasionHours.Turn } or { JournalHole: > 0 })
            return;
        var trades = _sides.Sum(side => side.FilledEntries);
        if (trades >= account.Options.TradesPerDay)
            throw new BrokenRuleException($"entry {id} was decided after {trades} trades, {account.Options.TradesPerDay} are allowed");
        HoldLoss(account.Options.DailyLossLimitCents, id, worstCents);
    }

    // By Sierra's executions alone, where the engine has had time to hear of all of them.
    private void HoldLoss(long limitCents, string id, long worstCents)
    {
        if (_sides.Exists(side => side.Cash.Lots != 0 || schedule.NowNs - side.NewestFillNs <= UnknownNs))
            return;
        var worst = _sides.Sum(side => side.Cash.Cents) - worstCents;
        if (worst < -limitCents)
            throw new BrokenRuleException($"entry {id} may end at {worst} cents by Sierra's executions, the limit is {-limitCents}");
    }
}

using MiaIa.Engine.Market;

namespace MiaIa.Engine.Risk;

/// <summary>
/// What the contracts of a root traded on the newest day on which each was on a chart, so that around a roll the heavier one can be named.
/// A chart shows one contract: of the other no more is known than from the day on which it was last shown.
/// </summary>
public sealed class RollVolumes
{
    private ContractDay _newest;
    private ContractDay _before;

    /// <summary>Counts a trade of the contract on the chart.</summary>
    public void Take(ContractSymbol contract, Contracts volume, DateOnly tradingDay)
    {
        if (contract != _newest.Contract)
            (_newest, _before) = (contract == _before.Contract ? _before : new ContractDay { Contract = contract }, _newest);
        if (tradingDay != _newest.Day)
            (_newest.Day, _newest.Lots) = (tradingDay, 0);
        _newest.Lots += volume.Value;
    }

    /// <summary>
    /// A sentence for the trader about a contract that stands on a trading day, such as <c>ESM26 ends on 2026-06-18; ESU26 is accepted too and was
    /// heavier</c>; empty when no roll is near. Allocates: never called in the step.
    /// </summary>
    public string Advice(ContractCalendar contracts, ContractSymbol chart, DateOnly tradingDay)
    {
        var standing = contracts.StandingOf(chart, tradingDay);
        var (front, next) = standing switch
        {
            ContractStanding.Rolling => (chart, ContractCalendar.NextOf(chart)),
            ContractStanding.Next => (contracts.FrontOf(chart.Root!, tradingDay), chart),
            ContractStanding.Expiring => (chart, contracts.FrontOf(chart.Root!, tradingDay.AddDays(1))),
            _ => default,
        };
        if (!front.IsKnown || !contracts.TryExpiryOf(front, out var lastDay))
            return "";
        if (standing == ContractStanding.Expiring)
            return $"{front} ended or ends on {lastDay:yyyy-MM-dd} and is refused; {next} is next";
        var heavier = HeavierOf(front, next);
        var volumes = heavier.IsKnown ? $"{heavier} was heavier" : "which one is heavier is not known";
        return $"{front} ends on {lastDay:yyyy-MM-dd}; {next} is accepted too; {volumes}";
    }

    /// <summary>The one of two contracts that traded more on its newest day; the default when one of them was never seen.</summary>
    public ContractSymbol HeavierOf(ContractSymbol one, ContractSymbol other)
    {
        var (left, right) = (LotsOf(one), LotsOf(other));
        return left < 0 || right < 0 ? default
            : left >= right ? one
            : other;
    }

    private long LotsOf(ContractSymbol contract) =>
        contract == _newest.Contract ? _newest.Lots
        : contract == _before.Contract ? _before.Lots
        : -1;

    private struct ContractDay
    {
        internal ContractSymbol Contract;
        internal DateOnly Day;
        internal long Lots;
    }
}

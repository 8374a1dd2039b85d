namespace MiaIa.Engine.Risk;

/// <summary>Refuses unless chart, orders and calendar name one contract, and it does not end today.</summary>
internal static class WrongContract
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        ref readonly var moment = ref entry.Moment;
        var isOne = moment.Chart.IsKnown && moment.Chart == moment.Trade && moment.Chart.Root == entry.Ledger.InstrumentOf(entry.Slot).Name;
        var standing = entry.Contracts.StandingOf(moment.Chart, moment.Session.Date);
        var isAccepted = standing is ContractStanding.Front or ContractStanding.Rolling or ContractStanding.Next;
        return new(RiskCode.ContractGuard, isOne && isAccepted, isOne ? (double)standing : double.NaN, (double)ContractStanding.Next);
    }
}

namespace MiaIa.Engine.Risk;

/// <summary>Refuses the entry that would be one too many within a minute, or the same one too often in a row.</summary>
internal static class RunawayEntries
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        ref readonly var moment = ref entry.Moment;
        var options = entry.Ledger.Options;
        var row = entry.Ledger.IdenticalWith(entry.Slot, entry.Born.Direction, entry.Lots, moment.LastPrice);
        if (row >= options.IdenticalEntries)
            return new(RiskCode.Runaway, false, row, options.IdenticalEntries - 1);
        var inMinute = entry.Ledger.EntriesInMinuteWith(moment.Now);
        return new(RiskCode.Runaway, inMinute <= options.EntriesPerMinute, inMinute, options.EntriesPerMinute);
    }
}

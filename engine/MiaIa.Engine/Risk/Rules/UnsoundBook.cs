namespace MiaIa.Engine.Risk;

/// <summary>Refuses when the book has been unknown, crossed, locked or one-sided for too long.</summary>
internal static class UnsoundBook
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        ref readonly var moment = ref entry.Moment;
        var millis = moment.BookUnsoundSince.Value == 0 ? 0 : (double)(moment.Now - moment.BookUnsoundSince) / Market.UnixNanos.PerMilli;
        return new(RiskCode.BookUnsound, millis <= entry.Options.BookUnsoundMillisMax, millis, entry.Options.BookUnsoundMillisMax);
    }
}

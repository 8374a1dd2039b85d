namespace MiaIa.Reports.Periods;

/// <summary>How much time a report is about.</summary>
public enum ReportKind
{
    /// <summary>One trade date of the exchange.</summary>
    Day = 0,

    /// <summary>The trade dates from a Monday to its Friday.</summary>
    Week,

    /// <summary>The trade dates of a month.</summary>
    Month,

    /// <summary>A week, with the calendar of the one that follows.</summary>
    Weekend,

    /// <summary>Recorded days that were played, whichever they are.</summary>
    Backtest,
}

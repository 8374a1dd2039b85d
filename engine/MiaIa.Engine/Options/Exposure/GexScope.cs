namespace MiaIa.Engine.Options;

/// <summary>Which contracts a profile sums, and by what they count.</summary>
public enum GexScope : byte
{
    /// <summary>All live expiries, by open interest.</summary>
    AllExpiries = 0,

    /// <summary>The earliest live calendar date, morning and afternoon settlement together, by open interest: 0DTE in the session.</summary>
    FirstExpiry = 1,

    /// <summary>All live expiries, by today's volume.</summary>
    TodaysVolume = 2,
}

namespace MiaIa.Engine.Market;

/// <summary>An index or fund whose value or options are read. The numbers are those of options.proto.</summary>
public enum IndexSymbol : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>S&amp;P 500.</summary>
    Spx = 1,

    /// <summary>Nasdaq-100.</summary>
    Ndx = 2,

    /// <summary>The fund on the Nasdaq-100.</summary>
    Qqq = 3,

    /// <summary>Volatility of SPX, in percent a year.</summary>
    Vix = 4,

    /// <summary>Volatility of NDX, in percent a year.</summary>
    Vxn = 5,
}

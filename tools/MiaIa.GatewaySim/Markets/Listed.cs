using MiaIa.Ibkr;

namespace MiaIa.GatewaySim.Markets;

/// <summary>An instrument that the simulator knows.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Contract">As a Gateway spells it; its exchange is the first of <paramref name="Exchanges"/>.</param>
/// <param name="Exchanges">Where it may be asked for.</param>
/// <param name="MinTick">The smallest price step.</param>
/// <param name="Option">Of an option, its terms.</param>
internal sealed record Listed(
    InstrumentKind Kind,
    Contract Contract,
    IReadOnlyList<string> Exchanges,
    double MinTick,
    OptionTerms? Option = null
)
{
    /// <summary>The symbol of itself or of its underlying.</summary>
    public string Symbol => Contract.Symbol;

    /// <summary>As messages name it: local symbol, or symbol.</summary>
    public string Name => Contract.LocalSymbol.Length > 0 ? Contract.LocalSymbol : Contract.Symbol;

    /// <summary>Its long name.</summary>
    public string LongName =>
        Symbol switch
        {
            "SPX" => "S&P 500 Stock Index",
            "VIX" => "CBOE Volatility Index",
            "VXN" => "CBOE NASDAQ 100 Volatility Index",
            "QQQ" => "INVESCO QQQ TRUST SERIES 1",
            _ => "E-mini S&P 500",
        };
}

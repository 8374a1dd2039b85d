namespace MiaIa.Evidence.Backtest;

/// <summary>What a trading day is played from.</summary>
/// <param name="Date">The trading day: it begins at 18:00 New York of the evening before.</param>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="ScidPath">The trades of the contract, those of the days before among them; named after its symbol.</param>
public sealed record DayInputs(DateOnly Date, string Instrument, string ScidPath)
{
    /// <summary>The depth of the day's UTC dates, in their order; without any no signal can be born.</summary>
    public IReadOnlyList<string> DepthPaths { get; init; } = [];

    /// <summary>A Cboe quote table that stands from its own moment on; null = no options.</summary>
    public string? ChainPath { get; init; }

    /// <summary>Future less index in points while the table stands; null = as the two stood at the table's moment.</summary>
    public double? BasisPoints { get; init; }

    /// <summary>The volatility index in percent a year; null = none, and no feature 1.</summary>
    public double? VolatilityPercent { get; init; }

    /// <summary>What a price of the files is multiplied by to give points; null = found out by the prices.</summary>
    public double? PriceMultiplier { get; init; }
}

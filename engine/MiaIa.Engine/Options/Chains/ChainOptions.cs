using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>Which options an instrument reads.</summary>
public sealed record ChainOptions
{
    /// <summary>The index under the future: SPX or NDX.</summary>
    public required IndexSymbol Index { get; init; }

    /// <summary>The volatility index that sets the expected day move: VIX or VXN.</summary>
    public required IndexSymbol Volatility { get; init; }

    /// <summary>Whose option flow serves while that of <see cref="Index"/> does not; none = nobody's. Seed: QQQ.</summary>
    public IndexSymbol Backup { get; init; } = IndexSymbol.Qqq;

    /// <summary>The constants of the analytics.</summary>
    public OptionAnalyticsOptions Analytics { get; init; } = new();

    /// <summary>ES and MES.</summary>
    public static ChainOptions Spx { get; } = new() { Index = IndexSymbol.Spx, Volatility = IndexSymbol.Vix };

    /// <summary>NQ and MNQ.</summary>
    public static ChainOptions Ndx { get; } = new() { Index = IndexSymbol.Ndx, Volatility = IndexSymbol.Vxn };

    /// <exception cref="ArgumentException">An option is out of its range; the message names it and its value.</exception>
    internal void Validate()
    {
        if (Index is not (IndexSymbol.Spx or IndexSymbol.Ndx))
            throw new ArgumentException($"the index {Index} is not SPX or NDX");
        if (Volatility is not (IndexSymbol.Vix or IndexSymbol.Vxn))
            throw new ArgumentException($"the volatility index {Volatility} is not VIX or VXN");
        if (Backup is not (IndexSymbol.None or IndexSymbol.Spx or IndexSymbol.Ndx or IndexSymbol.Qqq) || Backup == Index)
            throw new ArgumentException($"the backup {Backup} is not another one of SPX, NDX, QQQ, or none");
        Analytics.Validate();
    }
}

using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.NaiveOptions;

/// <summary>One contract as a plain record: the common input of the product and of the slow version it is held against.</summary>
internal sealed record NaiveContract(string Root, LocalDate Date, double SettlesAtSeconds, double Strike, bool IsCall)
{
    public double? OpenInterest { get; init; }

    public double? Volatility { get; init; }

    public double VolatilityAtSeconds { get; init; }

    public double Bid { get; init; }

    public double Ask { get; init; }

    /// <summary>When the quote was last known to hold.</summary>
    public double QuoteAtSeconds { get; init; }

    /// <summary>The index at that moment; null = not known.</summary>
    public double? QuoteSpot { get; init; }

    /// <summary>Whether the quote is one of a table, and the index the table's.</summary>
    public bool IsOfTable { get; init; }

    public double Volume { get; init; }

    /// <summary>The γ that a table prints; for tables only.</summary>
    public double PrintedGamma { get; init; }

    /// <summary>The product's chain of the same contracts.</summary>
    public static OptionChain ChainOf(IReadOnlyCollection<NaiveContract> contracts, UnixNanos openInterestAt)
    {
        var chain = new OptionChain(
            contracts
                .GroupBy(c => (c.Root, c.Date, c.SettlesAtSeconds))
                .Select(g => new OptionListing(
                    g.Key.Root,
                    g.Key.Date,
                    MomentOf(g.Key.SettlesAtSeconds),
                    [.. g.Select(c => c.Strike).Distinct().Order()]
                ))
        );
        foreach (var c in contracts)
        {
            var contract = OptionChain.ContractOf(chain.FindRow(c.Root, c.Date, c.Strike), c.IsCall ? OptionRight.Call : OptionRight.Put);
            var tableSpot = c.IsOfTable ? c.QuoteSpot!.Value : double.NaN;
            chain.SetQuote(contract, c.Bid, c.Ask, MomentOf(c.QuoteAtSeconds), tableSpot);
            chain.SetVolume(contract, (int)c.Volume);
            if (c.OpenInterest is { } lots)
                chain.SetOpenInterest(contract, (int)lots, openInterestAt);
            if (c.Volatility is { } volatility)
                chain.SetImpliedVolatility(contract, volatility, MomentOf(c.VolatilityAtSeconds));
        }
        return chain;
    }

    /// <summary>Tells the product where the index stood when these quotes of lines came.</summary>
    public static void Show(ChainFit fit, IReadOnlyCollection<NaiveContract> contracts)
    {
        foreach (var c in contracts.Where(c => !c.IsOfTable))
        {
            var row = fit.Chain.FindRow(c.Root, c.Date, c.Strike);
            fit.SeeQuote(OptionChain.ContractOf(row, c.IsCall ? OptionRight.Call : OptionRight.Put), c.QuoteSpot ?? double.NaN);
        }
    }

    public static UnixNanos MomentOf(double seconds) => UnixNanos.Trusted((long)Math.Round(seconds * 1e3) * UnixNanos.PerMilli);
}

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
            chain.SetQuote(contract, c.Bid, c.Ask);
            chain.SetVolume(contract, (int)c.Volume);
            if (c.OpenInterest is { } lots)
                chain.SetOpenInterest(contract, (int)lots, openInterestAt);
            if (c.Volatility is { } volatility)
                chain.SetImpliedVolatility(contract, volatility, MomentOf(c.VolatilityAtSeconds));
        }
        return chain;
    }

    public static UnixNanos MomentOf(double seconds) => UnixNanos.Trusted((long)Math.Round(seconds * 1e3) * UnixNanos.PerMilli);
}

using NodaTime;

namespace MiaIa.NaiveOptions;

/// <summary>One expiry, straight from the specification: time, what its pairs say of the forward, fresh strikes, smile.</summary>
internal sealed class NaiveExpiry
{
    public NaiveExpiry(IReadOnlyCollection<NaiveContract> contracts, double nowSeconds, double spot)
    {
        Contracts = contracts;
        Root = contracts.First().Root;
        Date = contracts.First().Date;
        SettlesAt = contracts.First().SettlesAtSeconds;
        T = Math.Max(SettlesAt - nowSeconds, 15 * 60) / (365.0 * 24 * 3600);
        var pairs = (
            from call in contracts
            join put in contracts on call.Strike equals put.Strike
            where call.IsCall && !put.IsCall && Counts(call, put, nowSeconds)
            orderby Math.Abs(call.Strike - spot), call.Strike
            let forward = call.Strike + ((((call.Bid + call.Ask) / 2) - ((put.Bid + put.Ask) / 2)) * Math.Exp(0.04 * T))
            select (Ratio: forward / ((call.QuoteSpot!.Value + put.QuoteSpot!.Value) / 2), call.IsOfTable)
        )
            .Take(10)
            .ToArray();
        if (pairs.Length < (contracts.Any(c => c.IsOfTable) ? 3 : 1))
            return;
        var logRatio = Math.Log(Median([.. pairs.Select(p => p.Ratio).Order()]));
        var limit = pairs[0].IsOfTable ? 0.005 + (0.10 * T) : 0.001 + (0.06 * T);
        if (Math.Abs(logRatio) <= limit)
            ParityCarry = logRatio / T;
    }

    public IReadOnlyCollection<NaiveContract> Contracts { get; }

    public string Root { get; }

    public LocalDate Date { get; }

    public double SettlesAt { get; }

    public double T { get; }

    /// <summary>ln(F/S)/T by the pairs that count; null when too few do or what they say cannot be.</summary>
    public double? ParityCarry { get; }

    /// <summary>Its own, now or the last one; set by the chain.</summary>
    public double? OwnCarry { get; set; }

    public bool Lends(double nowSeconds) => OwnCarry is not null && SettlesAt - nowSeconds >= 86_400;

    /// <summary>Set by the chain: parity, or interpolated.</summary>
    public double F { get; set; }

    public IReadOnlyList<(double X, double Volatility)> Fresh { get; private set; } = [];

    public double AtmVolatility { get; set; } = double.NaN;

    public bool HasSmile => Fresh.Count >= 3;

    public double X(double strike) => Math.Log(strike / F);

    public double Moneyness(double strike) => X(strike) / (AtmVolatility * Math.Sqrt(T));

    public double? OwnVolatility(double strike, double nowSeconds, double freshSeconds)
    {
        var right = Contracts.FirstOrDefault(c => c.Strike == strike && c.IsCall == strike >= F);
        return right?.Volatility is >= 0.01 and <= 5 && nowSeconds - right.VolatilityAtSeconds <= freshSeconds ? right.Volatility : null;
    }

    public void FindFresh(double nowSeconds, double freshSeconds) =>
        Fresh = [
            .. from strike in Contracts.Select(c => c.Strike).Distinct()
            let own = OwnVolatility(strike, nowSeconds, freshSeconds)
            where own is not null
            orderby strike
            select (X(strike), own.Value),
        ];

    /// <summary>Linear in x, flat beyond.</summary>
    public double Smile(double x)
    {
        if (x <= Fresh[0].X)
            return Fresh[0].Volatility;
        if (x >= Fresh[^1].X)
            return Fresh[^1].Volatility;
        var high = Fresh.First(f => f.X >= x);
        var low = Fresh.Last(f => f.X < x);
        return low.Volatility + ((high.Volatility - low.Volatility) * (x - low.X) / (high.X - low.X));
    }

    /// <summary>Between two fresh strikes at most 3.5 standard deviations apart.</summary>
    public bool Supports(double moneyness)
    {
        var deviation = AtmVolatility * Math.Sqrt(T);
        var places = Fresh.Select(f => f.X / deviation).ToArray();
        return places.Any(place => Math.Abs(place - moneyness) < 1e-12)
            || places.Zip(places.Skip(1)).Any(pair => pair.First < moneyness && moneyness < pair.Second && pair.Second - pair.First <= 3.5);
    }

    private static bool Counts(NaiveContract call, NaiveContract put, double nowSeconds)
    {
        static bool IsNarrow(NaiveContract c) => c.Bid > 0 && c.Ask >= c.Bid && c.Ask - c.Bid <= Math.Max(0.5, 0.15 * (c.Bid + c.Ask) / 2);
        if (call.QuoteSpot is not { } first || put.QuoteSpot is not { } second || call.IsOfTable != put.IsOfTable)
            return false;
        var isOneMoment = call.IsOfTable
            ? first == second
            : new[] { call, put }.All(c => Math.Abs(nowSeconds - c.QuoteAtSeconds) <= 300)
                && Math.Abs(first - second) <= 0.0002 * Math.Min(first, second);
        return isOneMoment && IsNarrow(call) && IsNarrow(put);
    }

    private static double Median(double[] ordered) =>
        ordered.Length % 2 == 1 ? ordered[ordered.Length / 2] : (ordered[(ordered.Length / 2) - 1] + ordered[ordered.Length / 2]) / 2;
}

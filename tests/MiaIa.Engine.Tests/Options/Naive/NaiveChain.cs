namespace MiaIa.NaiveOptions;

/// <summary>A chain at one moment, straight from the specification and as slow as it reads.</summary>
internal sealed class NaiveChain
{
    private readonly double _spot,
        _now,
        _freshSeconds;
    private readonly Dictionary<NaiveContract, (NaiveExpiry Expiry, double Volatility)> _priced = [];

    /// <param name="contracts">What is listed, with its newest values.</param>
    /// <param name="nowSeconds">The moment.</param>
    /// <param name="spot">The index.</param>
    /// <param name="freshSeconds">How long a volatility serves.</param>
    /// <param name="kept">The last ln(F/S)/T of each expiry, of the moments before this one; brought up to date.</param>
    public NaiveChain(
        IReadOnlyCollection<NaiveContract> contracts,
        double nowSeconds,
        double spot,
        double freshSeconds = 300,
        Dictionary<(string, NodaTime.LocalDate), double>? kept = null
    )
    {
        kept ??= [];
        (_spot, _now, _freshSeconds) = (spot, nowSeconds, freshSeconds);
        Live =
        [
            .. contracts
                .Where(c => c.SettlesAtSeconds > nowSeconds)
                .GroupBy(c => (c.Root, c.Date))
                .Select(g => new NaiveExpiry([.. g], nowSeconds, spot))
                .OrderBy(e => e.SettlesAt)
                .ThenBy(e => e.Root, StringComparer.Ordinal),
        ];
        foreach (var expiry in Live)
        {
            if (expiry.ParityCarry is { } carry)
                kept[(expiry.Root, expiry.Date)] = carry;
            expiry.OwnCarry = kept.TryGetValue((expiry.Root, expiry.Date), out var own) ? own : null;
        }
        foreach (var expiry in Live)
            expiry.F = spot * Math.Exp(expiry.T * CarryOf(expiry));
        foreach (var expiry in Live)
            expiry.FindFresh(nowSeconds, freshSeconds);
        foreach (var expiry in Live)
            expiry.AtmVolatility = expiry.HasSmile ? expiry.Smile(0) : BetweenExpiries(expiry, 0);
        foreach (var (expiry, strike) in Live.SelectMany(e => e.Contracts.GroupBy(c => c.Strike).Select(strike => (e, strike))))
        {
            var volatility = VolatilityOf(expiry, strike.Key);
            foreach (var contract in strike)
                _priced[contract] = (expiry, volatility);
        }
    }

    public IReadOnlyList<NaiveExpiry> Live { get; }

    public IEnumerable<NaiveContract> Contracts => _priced.Keys;

    public double Volatility(NaiveContract contract) => _priced[contract].Volatility;

    /// <summary>Black–Scholes γ on a forward that scales with the spot.</summary>
    public double Gamma(NaiveContract contract, double spot)
    {
        var (expiry, sigma) = _priced[contract];
        if (double.IsNaN(sigma))
            return 0;
        var forward = expiry.F / _spot * spot;
        var deviation = sigma * Math.Sqrt(expiry.T);
        var d1 = (Math.Log(forward / contract.Strike) + (0.5 * sigma * sigma * expiry.T)) / deviation;
        var density = Math.Exp(-d1 * d1 / 2) / Math.Sqrt(2 * Math.PI);
        return Math.Exp(-0.04 * expiry.T) * (forward / spot) * density / (spot * deviation);
    }

    public double Gex(NaiveContract contract, double spot, bool byVolume = false) =>
        (contract.IsCall ? 1 : -1)
        * Gamma(contract, spot)
        * (byVolume ? contract.Volume : contract.OpenInterest ?? 0)
        * 100
        * spot
        * spot
        * 0.01;

    /// <summary>The share whose open interest is known and whose volatility is supported, and the share whose open interest is known.</summary>
    public (double Supported, double OpenInterest) Coverage()
    {
        double all = 0,
            known = 0,
            supported = 0;
        var anywhere = Contracts.Where(c => c.OpenInterest is not null).Select(c => c.OpenInterest!.Value).ToArray();
        if (anywhere.Length == 0)
            return (0, 0);
        foreach (var expiry in Live)
        {
            var arrived = expiry.Contracts.Where(c => c.OpenInterest is not null).Select(c => c.OpenInterest!.Value).ToArray();
            var mean = arrived.Length > 0 ? arrived.Average() : anywhere.Average();
            foreach (var contract in expiry.Contracts)
            {
                all += (contract.OpenInterest ?? mean) * Gamma(contract, _spot);
                if (contract.OpenInterest is not { } lots)
                    continue;
                known += lots * Gamma(contract, _spot);
                if (IsSupported(expiry, contract.Strike))
                    supported += lots * Gamma(contract, _spot);
            }
        }
        return all > 0 ? (supported / all, known / all) : (0, 0);
    }

    private bool IsSupported(NaiveExpiry expiry, double strike)
    {
        if (expiry.OwnVolatility(strike, _now, _freshSeconds) is not null || expiry.Supports(expiry.Moneyness(strike)))
            return true;
        var (before, after) = NeighboursOf(expiry, e => e.HasSmile);
        if (before is null || after is null)
            return false;
        var nearer = Math.Min(expiry.T / before.T, after.T / expiry.T);
        return nearer <= 4 && before.Supports(expiry.Moneyness(strike)) && after.Supports(expiry.Moneyness(strike));
    }

    private double CarryOf(NaiveExpiry expiry)
    {
        if (expiry.OwnCarry is { } own)
            return own;
        var (before, after) = NeighboursOf(expiry, e => e.Lends(_now));
        return (before?.OwnCarry, after?.OwnCarry) switch
        {
            (null, null) => 0.04 - 0.013,
            (null, { } b) => b,
            ({ } a, null) => a,
            ({ } a, { } b) => Line(expiry.T, before.T, a, after.T, b),
        };
    }

    private double VolatilityOf(NaiveExpiry expiry, double strike)
    {
        if (expiry.OwnVolatility(strike, _now, _freshSeconds) is { } own)
            return own;
        return expiry.HasSmile ? expiry.Smile(expiry.X(strike)) : BetweenExpiries(expiry, expiry.Moneyness(strike));
    }

    private double BetweenExpiries(NaiveExpiry expiry, double moneyness)
    {
        double At(NaiveExpiry e) => e.Smile(moneyness * e.Smile(0) * Math.Sqrt(e.T));
        var (before, after) = NeighboursOf(expiry, e => e.HasSmile);
        if (before is null && after is null)
            return double.NaN;
        if (before is null)
            return At(after!);
        if (after is null)
            return At(before);
        return Math.Sqrt(Line(expiry.T, before.T, At(before) * At(before) * before.T, after.T, At(after) * At(after) * after.T) / expiry.T);
    }

    private (NaiveExpiry? Before, NaiveExpiry? After) NeighboursOf(NaiveExpiry expiry, Func<NaiveExpiry, bool> fits)
    {
        var at = Live.ToList().IndexOf(expiry);
        return (Live.Take(at).LastOrDefault(fits), Live.Skip(at + 1).FirstOrDefault(fits));
    }

    private static double Line(double x, double x0, double y0, double x1, double y1) =>
        x1 > x0 ? y0 + ((y1 - y0) * (x - x0) / (x1 - x0)) : y0;
}

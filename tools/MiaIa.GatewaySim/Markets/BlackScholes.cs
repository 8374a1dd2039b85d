namespace MiaIa.GatewaySim.Markets;

/// <summary>Black–Scholes on a forward F = S·e^(cT), discounted at one rate: the same contract as the core's gamma.</summary>
internal static class BlackScholes
{
    /// <summary>Annual rate, continuously compounded: the core's own.</summary>
    public const double Rate = 0.04;

    private const double DaysInYear = 365;
    private const double VolatilityLow = 0.001,
        VolatilityHigh = 20;
    private const int Bisections = 60;

    /// <summary>Price and Greeks.</summary>
    /// <param name="spot">Points, positive.</param>
    /// <param name="carry">c: annual growth of the forward over the spot.</param>
    /// <param name="strike">Points, positive.</param>
    /// <param name="volatility">Annual, positive.</param>
    /// <param name="years">Time to settlement, positive.</param>
    /// <param name="isCall">A call, else a put.</param>
    public static OptionValue Value(double spot, double carry, double strike, double volatility, double years, bool isCall)
    {
        var growth = Math.Exp(carry * years);
        var discount = Math.Exp(-Rate * years);
        var forward = spot * growth;
        var root = Math.Sqrt(years);
        var deviation = volatility * root;
        var d1 = (Math.Log(forward / strike) / deviation) + (0.5 * deviation);
        var sign = isCall ? 1 : -1;
        var inForward = NormalCurve.UpTo(sign * d1);
        var inStrike = NormalCurve.UpTo(sign * (d1 - deviation));
        var bell = NormalCurve.Density(d1);
        var price = Math.Max(0, discount * sign * ((forward * inForward) - (strike * inStrike)));
        var perYear = (-Rate * price) + (discount * forward * ((sign * carry * inForward) + (bell * volatility / (2 * root))));
        return new OptionValue(
            price,
            volatility,
            discount * growth * sign * inForward,
            discount * growth * bell / (spot * deviation),
            discount * forward * bell * root / 100,
            -perYear / DaysInYear,
            Math.Max(0, spot - (discount * forward))
        );
    }

    /// <summary>The value whose price is the one given; null when no volatility makes it.</summary>
    public static OptionValue? Implied(double price, double spot, double carry, double strike, double years, bool isCall)
    {
        var (low, high) = (VolatilityLow, VolatilityHigh);
        if (price <= Value(spot, carry, strike, low, years, isCall).Price || price >= Value(spot, carry, strike, high, years, isCall).Price)
            return null;
        for (var i = 0; i < Bisections; i++)
        {
            var middle = 0.5 * (low + high);
            if (Value(spot, carry, strike, middle, years, isCall).Price < price)
                low = middle;
            else
                high = middle;
        }
        return Value(spot, carry, strike, 0.5 * (low + high), years, isCall);
    }
}

namespace MiaIa.GatewaySim.Markets;

/// <summary>The standard normal distribution.</summary>
internal static class NormalCurve
{
    private const double FarTail = 37;
    private const double SeriesTo = 7.07106781186547;
    private static readonly double RootTwoPi = Math.Sqrt(2 * Math.PI);

    // Hart's rational approximation 5666, exact to about 1e-15.
    private static readonly double[] Numerator =
    [
        0.0352624965998911,
        0.700383064443688,
        6.37396220353165,
        33.912866078383,
        112.079291497871,
        221.213596169931,
        220.206867912376,
    ];

    private static readonly double[] Denominator =
    [
        0.0883883476483184,
        1.75566716318264,
        16.064177579207,
        86.7807322029461,
        296.564248779674,
        637.333633378831,
        793.826512519948,
        440.413735824752,
    ];

    /// <summary>The density.</summary>
    public static double Density(double x) => Math.Exp(-0.5 * x * x) / RootTwoPi;

    /// <summary>The probability of a value up to x.</summary>
    public static double UpTo(double x)
    {
        var tail = Tail(Math.Abs(x));
        return x > 0 ? 1 - tail : tail;
    }

    private static double Tail(double x)
    {
        if (x > FarTail)
            return 0;
        var bell = Math.Exp(-0.5 * x * x);
        if (x < SeriesTo)
            return bell * Polynomial(Numerator, x) / Polynomial(Denominator, x);
        var fraction = x + 0.65;
        for (var i = 4; i >= 1; i--)
            fraction = x + (i / fraction);
        return bell / fraction / RootTwoPi;
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients)
            sum = (sum * x) + coefficient;
        return sum;
    }
}

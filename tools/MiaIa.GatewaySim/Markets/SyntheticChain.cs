using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.GatewaySim.Markets;

/// <summary>
/// A made-up chain with the shape of a real one: daily expiries for two weeks, Fridays for two months, monthlies for a year; strikes dense
/// near the money; a skew; open interest heavy at round strikes, calls above, puts below. The same for the same spot and day.
/// </summary>
internal static class SyntheticChain
{
    private const double Carry = 0.027;
    private const int DailyDays = 14,
        WeeklyDays = 63,
        MonthlyDays = 365;
    private const double NearWidth = 0.06,
        MiddleWidth = 0.16,
        FarWidth = 0.40;

    /// <summary>SPX with its classes SPX (monthly, morning) and SPXW.</summary>
    public static ChainTable Spx(double spot, UnixNanos asOf) => Of("SPX", spot, asOf, 5);

    /// <summary>QQQ with its one class.</summary>
    public static ChainTable Qqq(double spot, UnixNanos asOf) => Of("QQQ", spot, asOf, 1);

    private static ChainTable Of(string symbol, double spot, UnixNanos asOf, double step)
    {
        var today = NewYorkTime.From(asOf).Date;
        var options = new List<OptionTerms>();
        foreach (var date in Dates(today))
        {
            foreach (var tradingClass in ClassesOf(symbol, date))
            {
                var expiry = new ExpiryTerms(tradingClass, date, OptionSettlement.From(tradingClass, date), Carry);
                if (expiry.SettlesAt > asOf)
                    AddExpiry(options, expiry, spot, step, asOf);
            }
        }
        return new ChainTable(symbol, spot, asOf, true, options);
    }

    private static IEnumerable<string> ClassesOf(string symbol, LocalDate date)
    {
        if (symbol != "SPX")
            return [symbol];
        return IsThirdFriday(date) ? ["SPX", "SPXW"] : ["SPXW"];
    }

    private static IEnumerable<LocalDate> Dates(LocalDate today)
    {
        for (var days = 0; days <= MonthlyDays; days++)
        {
            var date = today.PlusDays(days);
            if (date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
                continue;
            var isListed = days <= DailyDays || (days <= WeeklyDays && date.DayOfWeek == IsoDayOfWeek.Friday) || IsThirdFriday(date);
            if (isListed)
                yield return date;
        }
    }

    private static bool IsThirdFriday(LocalDate date) => date.DayOfWeek == IsoDayOfWeek.Friday && date.Day is >= 15 and <= 21;

    private static void AddExpiry(List<OptionTerms> options, ExpiryTerms expiry, double spot, double step, UnixNanos asOf)
    {
        var years = Math.Max((expiry.SettlesAt - asOf) / (double)UnixNanos.PerSecond, 900) / (365.0 * 86_400);
        foreach (var strike in Strikes(spot, step))
        {
            var volatility = Volatility(Math.Log(strike / spot), years);
            options.Add(Terms(expiry, strike, true, volatility, spot, years));
            options.Add(Terms(expiry, strike, false, volatility, spot, years));
        }
    }

    private static OptionTerms Terms(ExpiryTerms expiry, double strike, bool isCall, double volatility, double spot, double years)
    {
        var openInterest = OpenInterest(expiry, strike, isCall, spot, years);
        return new OptionTerms(expiry, strike, isCall, volatility, openInterest, openInterest / 9, double.NaN, double.NaN);
    }

    private static IEnumerable<double> Strikes(double spot, double step)
    {
        var from = Math.Ceiling(spot * (1 - FarWidth) / (20 * step)) * 20 * step;
        for (var strike = from; strike <= spot * (1 + FarWidth); strike += step)
        {
            var distance = Math.Abs((strike / spot) - 1);
            var grid =
                distance <= NearWidth ? step
                : distance <= MiddleWidth ? 5 * step
                : 20 * step;
            if (Math.Abs(Math.IEEERemainder(strike, grid)) < 1e-9)
                yield return strike;
        }
    }

    /// <summary>A skew that flattens with time, and a wing above.</summary>
    private static double Volatility(double logMoneyness, double years)
    {
        var x = logMoneyness / Math.Sqrt(Math.Max(years, 1.0 / 365));
        return Math.Clamp(0.135 + (0.03 * Math.Sqrt(years)) - (0.11 * x) + (0.14 * x * x), 0.06, 1.5);
    }

    private static int OpenInterest(ExpiryTerms expiry, double strike, bool isCall, double spot, double years)
    {
        var centre = spot * (isCall ? 1.015 : 0.98);
        var width = spot * (0.012 + (0.05 * Math.Sqrt(years)));
        var bell = Math.Exp(-0.5 * Math.Pow((strike - centre) / width, 2));
        var roundness =
            strike % 100 == 0 ? 6
            : strike % 50 == 0 ? 3
            : strike % 25 == 0 ? 2
            : 1;
        var monthly = IsThirdFriday(expiry.Date) ? 3 : 1;
        var noise = 0.6 + (0.8 * Share((int)(strike * 4), expiry.Date.Year + expiry.Date.DayOfYear, isCall ? 1 : 2));
        return (int)(900 * bell * roundness * monthly * noise);
    }

    /// <summary>A fixed number from 0 to 1 for three numbers.</summary>
    internal static double Share(int a, int b, int c)
    {
        var mixed = unchecked(((uint)a * 2_654_435_761u) ^ ((uint)b * 2_246_822_519u) ^ ((uint)c * 3_266_489_917u));
        mixed ^= mixed >> 15;
        mixed = unchecked(mixed * 2_246_822_519u);
        mixed ^= mixed >> 13;
        return mixed / (double)uint.MaxValue;
    }
}

using System.Globalization;
using MiaIa.Evidence.Statistics;

namespace MiaIa.Evidence.Tests;

/// <summary>
/// A quote table of SPX as Cboe's page gives it, that never was: calls and puts of four expiries by the formula of Black and Scholes at one volatility,
/// around an index a little below the made-up session.
/// </summary>
internal static class MadeUpChain
{
    /// <summary>The index at the table's moment, in points.</summary>
    internal const double SpotPoints = 5988;

    private const double Volatility = 0.16;
    private const int StrikeFrom = 5400;
    private const int StrikeTo = 6600;
    private const int StrikeStep = 20;
    private const double HalfSpread = 0.05;

    // In days from the table's own.
    private static readonly int[] Expiries = [0, 2, 4, 32];

    /// <summary>Writes one.</summary>
    /// <param name="folder">Made where it is not there.</param>
    /// <param name="date">The day of its first expiry.</param>
    /// <param name="savedAt">When the page was saved, New York: quotes are a quarter of an hour older.</param>
    /// <returns>Its path.</returns>
    internal static string Write(string folder, DateOnly date, TimeOnly savedAt)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"SPX_{date:yyyy-MM-dd}.csv"));
        var moment = string.Create(
            CultureInfo.InvariantCulture,
            $"{date:MMMM d, yyyy}, {savedAt:h:mm} {(savedAt.Hour < 12 ? "AM" : "PM")} EST"
        );
        File.WriteAllLines(
            path,
            [
                "",
                string.Create(CultureInfo.InvariantCulture, $"Standard & Poors 500 Index,Last: {SpotPoints:0.00},Change:  1.00"),
                $"\"Date: {moment}\",Bid: {SpotPoints},Ask: {SpotPoints},Size: 1*1,Volume: 0",
                "Expiration Date,Calls,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest,Strike,Puts,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest",
                .. Expiries.SelectMany(days => Rows(date.AddDays(days), (days + 0.27) / 365)),
            ]
        );
        return path;
    }

    private static IEnumerable<string> Rows(DateOnly expiry, double years)
    {
        for (var strike = StrikeFrom; strike <= StrikeTo; strike += StrikeStep)
        {
            var deviation = Volatility * Math.Sqrt(years);
            var d = (Math.Log(SpotPoints / strike) / deviation) + (deviation / 2);
            var call = (SpotPoints * NormalLaw.Cumulative(d)) - (strike * NormalLaw.Cumulative(d - deviation));
            var put = call - SpotPoints + strike;
            // Calls above and puts below the index have the larger interest, as they mostly do.
            var (calls, puts) = strike > SpotPoints ? (1_000, 200) : (200, 900);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{expiry:ddd MMM dd yyyy},{Symbol(expiry, 'C', strike)},{Side(call, calls + strike)},{strike}.00,{Symbol(expiry, 'P', strike)},{Side(put, puts + strike)}"
            );
        }
    }

    private static string Symbol(DateOnly expiry, char right, int strike) =>
        string.Create(CultureInfo.InvariantCulture, $"SPXW{expiry:yyMMdd}{right}{strike * 1000:00000000}");

    private static string Side(double price, int interest) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{price:0.00},0,{Math.Max(0, price - HalfSpread):0.000},{price + HalfSpread:0.000},50,{Volatility},0,0,{interest}"
        );
}

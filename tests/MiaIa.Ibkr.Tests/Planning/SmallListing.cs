using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Ibkr.Planning;
using NodaTime;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>A made-up listing: expiries in 1, 2, 5, 10, 30, 60, 200 and 700 days, strikes every 5 points from 3000 to 6500, every 250 beyond.</summary>
internal static class SmallListing
{
    public const double Spot = 5_000;

    /// <summary>Monday, 11:00 New York.</summary>
    public static readonly UnixNanos Now = NewYorkTime.At(Day, new LocalTime(11, 0));

    private static readonly int[] Days = [1, 2, 5, 10, 30, 60, 200, 700];

    public static LocalDate Day => new(2026, 1, 5);

    public static ChainDirectory Directory() => new("SPX", [.. Contracts()], Day);

    public static IEnumerable<ListedContract> Contracts()
    {
        var conId = 1;
        foreach (var days in Days)
        {
            var date = Day.PlusDays(days);
            for (var strike = 500; strike <= 16_000; strike += strike is >= 3_000 and < 6_500 ? 5 : 250)
            {
                yield return new ListedContract(conId++, "SPXW", date, "20260101", strike, OptionRight.Call);
                yield return new ListedContract(conId++, "SPXW", date, "20260101", strike, OptionRight.Put);
            }
        }
    }

    public static ChainPlanner Planner(PlanSettings? settings = null)
    {
        var directory = Directory();
        var planner = new ChainPlanner(directory, new OpenInterestBook(directory.Numbers, Day), settings ?? new PlanSettings());
        planner.OnSpot(Spot);
        return planner;
    }

    /// <summary>Every contract has 100 lots and every line a volatility of 20 %.</summary>
    public static void Fill(ChainPlanner planner, UnixNanos now)
    {
        for (var contract = 0; contract < planner.Directory.Numbers; contract++)
            planner.OnStoredOpenInterest(contract, 100, now);
        Answer(planner, now);
    }

    public static void Answer(ChainPlanner planner, UnixNanos now)
    {
        foreach (var contract in planner.Streaming.Contracts.ToArray())
        {
            planner.OnAsked(contract, now);
            planner.OnVolatility(contract, 0.2, now);
        }
    }

    public static UnixNanos After(double seconds) => UnixNanos.Trusted(Now.Value + (long)(seconds * UnixNanos.PerSecond));
}

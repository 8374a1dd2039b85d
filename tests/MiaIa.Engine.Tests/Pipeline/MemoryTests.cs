using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>What a core holds is made with it and does not grow, however long or wild the session.</summary>
public sealed class MemoryTests
{
    private const long BytesMax = 150_000_000;

    // 2023-06-28 18:00 New York, in Unix milliseconds.
    private const long GlobexOpenMillis = 1_687_989_600_000;

    // The exchange calendar is asked once a trading day and once when the core hears of the first one.
    private const long CalendarBytesMax = 64_000;

    [Test]
    public void A_core_holds_under_150_MB_all_of_it_made_at_the_start_over_23_hours_of_wild_trading()
    {
        var start = AllocatedBytes.OfThisThread();
        var core = new EngineCore(InstrumentOptions.Es);
        var made = AllocatedBytes.OfThisThread() - start;
        TestContext.Out.WriteLine($"{made / 1e6:0.0} MB");
        Assert.That(made, Is.LessThan(BytesMax));

        var random = new Random(23);
        var millis = GlobexOpenMillis;
        var price = 17_600;
        start = AllocatedBytes.OfThisThread();
        while (millis < GlobexOpenMillis + (23 * 3_600_000))
        {
            millis += random.Next(4) == 0 ? random.Next(1_200) : 0;
            // Now and then the market leaps by up to a hundred points, and comes back.
            price = random.Next(20_000) == 0 ? random.Next(17_200, 18_001) : price + random.Next(-1, 2);
            var lots = random.Next(50) == 0 ? random.Next(1, 900) : random.Next(1, 9);
            var at = UnixNanos.Trusted(millis * UnixNanos.PerMilli);
            core.Process(
                MarketEvent.Trade(
                    at,
                    at,
                    PriceTicks.Trusted(price),
                    Contracts.Trusted(lots),
                    random.Next(2) == 0 ? Aggressor.Buy : Aggressor.Sell,
                    PrintGroup.None,
                    default,
                    default
                )
            );
        }

        Assert.That(AllocatedBytes.OfThisThread() - start, Is.LessThan(CalendarBytesMax));
        Assert.That(core.Counters.TradeRecords, Is.GreaterThan(400_000));
        Assert.That(core.FootprintRefused + core.Profile.Refused, Is.Zero);
    }
}

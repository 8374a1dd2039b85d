namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>What the price chart is given at most, however much the engine knows.</summary>
public sealed class ChartBoundsTests
{
    private const double Tick = 0.25;
    private static readonly string[] LevelNames =
    [
        "vwap",
        "call_wall",
        "put_wall",
        "zero_gamma",
        "absolute_gamma",
        "poc",
        "vah",
        "val",
        "call_wall_first",
        "put_wall_first",
    ];

    [TestCase(1000, 1000)]
    [TestCase(5000, 0)]
    [TestCase(0, 5000)]
    public async Task A_chart_has_at_most_500_markers_the_newest_of_each_kind_in_the_order_of_time(int births, int fills)
    {
        var signals = Enumerable
            .Range(0, births)
            .Select(second => new
            {
                @event = second % 2 == 0 ? 1 : 4,
                direction = 1,
                tier = 3,
                observedUnixUs = $"{second * 60_000_000L}n",
            });
        var executions = Enumerable
            .Range(0, fills)
            .Select(second => new
            {
                direction = 1,
                lots = 1,
                priceTicks = 20_000 + second,
                inferred = false,
                observedUnixUs = $"{second * 60_000_000L}n",
            });
        var markers = (await PageFunction.CallAsync("trade/bars.ts", "markersOf", signals, executions, 1, Tick, "()")).AsArray();
        var times = markers.Select(marker => (long)marker!["time"]!).ToArray();
        Assert.That(times, Has.Length.InRange(100, 500));
        Assert.That(times, Is.Ordered);
        Assert.That(times[^1], Is.EqualTo((Math.Max(births, fills) - 1) * 60L), "the newest");
        var isFill = markers.ToLookup(marker => (string)marker!["shape"]! == "circle", marker => (long)marker!["time"]!);
        Assert.That((isFill[false].Any(), isFill[true].Any()), Is.EqualTo((births > 0, fills > 0)), "neither kind drives the other out");
    }

    [Test]
    public async Task A_chart_has_at_most_seven_lines_those_of_an_order_first_and_every_level_on_request()
    {
        var open = Instrument(isOpen: true);
        var lines = await NamesAsync(open, every: false);
        Assert.That(lines, Is.EqualTo(["stop", "target", "entry", "vwap", "call_wall", "put_wall", "zero_gamma"]));
        Assert.That(await NamesAsync(open, every: true), Is.EqualTo(lines.Take(3).Concat(LevelNames)));
        Assert.That(await NamesAsync(Instrument(isOpen: false), every: false), Has.Length.InRange(3, 7));
        Assert.That(await NamesAsync(Instrument(isOpen: true, times: 3), every: false), Has.Length.EqualTo(7), "however much is told");
    }

    [Test]
    public async Task Where_an_order_works_counts_more_than_where_its_signal_wanted_it()
    {
        var lines = (await PageFunction.CallAsync("trade/lines.ts", "linesOf", Instrument(isOpen: true), Tick, false)).AsArray();
        Assert.That(PriceOf("stop"), Is.EqualTo(19_980 * Tick));
        Assert.That(PriceOf("entry"), Is.EqualTo(20_001 * Tick), "its average, not the price that the signal was born at");

        double PriceOf(string name) => (double)lines.Single(line => (string)line!["name"]! == name)!["price"]!;
    }

    [Test]
    public async Task A_bar_of_five_minutes_is_that_of_its_minutes()
    {
        // From 14:03 on: the first bar has two minutes.
        var minutes = Enumerable
            .Range(3, 12)
            .Select(minute => new
            {
                Start = 60L * minute,
                Open = 100 + minute,
                Close = 90 + (7 * minute % 11),
            });
        var bars = new
        {
            tickSizePoints = Tick,
            startUnixS = minutes.Select(one => $"{one.Start}n"),
            openTicks = minutes.Select(one => one.Open),
            highTicks = minutes.Select(one => one.Open + 20),
            lowTicks = minutes.Select(one => one.Close - 20),
            closeTicks = minutes.Select(one => one.Close),
        };
        var candles = (await PageFunction.CallAsync("trade/bars.ts", "candlesOf", bars, 5)).AsArray();
        var expected = minutes
            .GroupBy(one => one.Start / 300 * 300)
            .Select(group =>
                (
                    group.Key,
                    group.First().Open * Tick,
                    group.Max(one => one.Open + 20) * Tick,
                    group.Min(one => one.Close - 20) * Tick,
                    group.Last().Close * Tick
                )
            );
        Assert.That(
            candles.Select(one =>
                ((long)one!["time"]!, (double)one["open"]!, (double)one["high"]!, (double)one["low"]!, (double)one["close"]!)
            ),
            Is.EqualTo(expected)
        );
    }

    private static async Task<string[]> NamesAsync(object instrument, bool every)
    {
        var lines = await PageFunction.CallAsync("trade/lines.ts", "linesOf", instrument, Tick, every);
        return [.. lines.AsArray().Select(line => (string)line!["name"]!)];
    }

    private static object Instrument(bool isOpen, int times = 1) =>
        new
        {
            alive = isOpen
                ?
                [
                    new
                    {
                        referencePriceTicks = 20_000,
                        stopPriceTicks = 19_970,
                        targetPriceTicks = 20_060,
                    },
                ]
                : Array.Empty<object>(),
            openPosition = isOpen ? new { averageTicks = 20_001 } : null,
            order = isOpen ? [new { role = 2, priceTicks = 19_980 }, new { role = 3, priceTicks = 20_050 }] : Array.Empty<object>(),
            state = new
            {
                market = new
                {
                    levels = new
                    {
                        level = Enumerable
                            .Repeat(LevelNames, times)
                            .SelectMany(names => names)
                            .Select(
                                (name, i) =>
                                    new
                                    {
                                        name,
                                        priceTicks = 20_000 + i,
                                        text = name,
                                    }
                            ),
                    },
                },
            },
        };
}

using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Market;

/// <summary>Prints, parent orders, footprint and profile of recorded trades, against the file's own bytes grouped by hand.</summary>
public sealed class RecordedFlowTests
{
    private const string Hour = "es-2023-12-25/ESH24_FUT_CME.scid";
    private const string FirstSeconds = "es-rth-2023-06-29/ES_2023-06-29_tbt.txt";

    [Test]
    public void The_851_groups_of_the_hour_are_orders_with_the_contracts_of_their_fills()
    {
        var raw = RawScid.Trades(Recorded.File(Hour));
        var orders = new List<ParentOrder>();
        var market = new MarketState(SessionCalendar.Cme());
        foreach (var trade in raw)
        {
            Take(market, trade);
            if (market.Trades > orders.Count)
                orders.Add(default);
            orders[^1] = market.NewestParent;
        }

        var groups = new List<(int Lots, int Records)>();
        for (var i = 0; i < raw.Count; i++)
        {
            if (!raw[i].IsFirst)
                continue;
            var last = raw.FindIndex(i, trade => trade.IsLast);
            groups.Add((raw[i..(last + 1)].Sum(trade => trade.Lots), last + 1 - i));
        }

        Assert.That(groups, Has.Count.EqualTo(851));
        Assert.That(orders, Has.Count.EqualTo(2_973));
        Assert.That(orders.Where(order => order.Records > 1).Select(order => ((int)order.Lots, order.Records)), Is.EqualTo(groups));
        Assert.That(orders.Sum(order => order.Lots), Is.EqualTo(9_892));
        Assert.That(orders.Where(order => order.IsOpen), Is.Empty);
        Assert.That(orders.Where(order => order.FirstPrice != order.LastPrice), Is.Empty, "a real group holds one price");
    }

    [Test]
    public void The_prints_of_the_hour_are_its_neighbours_of_one_side_in_one_millisecond()
    {
        var raw = RawScid.Trades(Recorded.File(Hour));
        var market = new MarketState(SessionCalendar.Cme());
        var prints = new List<(long Millis, long Lots, bool IsBuy, int Prices)>();
        foreach (var trade in raw)
        {
            Take(market, trade);
            if (!market.Prints.IsExtended)
                prints.Add(default);
            prints[^1] = (market.Prints.StartMillis, market.Prints.Lots, market.Prints.IsBuy, market.Prints.Prices);
        }

        var expected = new List<List<RawScid.RawTrade>>();
        foreach (var trade in raw)
        {
            if (expected.Count == 0 || expected[^1][0].Millis != trade.Millis || expected[^1][0].IsBuy != trade.IsBuy)
                expected.Add([]);
            expected[^1].Add(trade);
        }

        Assert.That(
            prints,
            Is.EqualTo(
                expected.Select(print =>
                    (
                        print[0].Millis,
                        (long)print.Sum(trade => trade.Lots),
                        print[0].IsBuy,
                        print.Select(trade => trade.Price).Distinct().Count()
                    )
                )
            )
        );
        Assert.That(prints.Max(print => print.Prices), Is.GreaterThan(1), "sweeps go on outside the groups");
        TestContext.Out.WriteLine(
            $"{prints.Count} prints, largest {prints.Max(print => print.Lots)} contracts, most prices {prints.Max(print => print.Prices)}"
        );
    }

    // The index of the data found bid and ask volume equal to Sierra's own export in 12 of 12 bars; that export is not in it,
    // so the file's bytes are grouped once more.
    [Test]
    public void The_footprints_of_five_minutes_hold_the_bid_and_ask_volume_of_each_of_the_twelve_bars()
    {
        var raw = RawScid.Trades(Recorded.File(Hour));
        var market = new MarketState(SessionCalendar.Cme());
        var bars = new SortedDictionary<long, (long Bid, long Ask)>();
        foreach (var trade in raw)
        {
            if ((market.Advance(trade.Millis) & MarketChange.Bar) != 0)
                Count(bars, market.Bars.Closed.StartMillis, market.Footprint.Back(0));
            Take(market, trade);
        }

        Count(bars, market.Bars.Forming.StartMillis, market.Footprint.Forming);
        Assert.That(bars, Has.Count.EqualTo(12));
        Assert.That(
            bars.Values,
            Is.EqualTo(
                raw.GroupBy(trade => trade.Millis / 300_000)
                    .OrderBy(bar => bar.Key)
                    .Select(bar =>
                        (
                            bar.Where(trade => !trade.IsBuy).Sum(trade => (long)trade.Lots),
                            bar.Where(trade => trade.IsBuy).Sum(trade => (long)trade.Lots)
                        )
                    )
            )
        );
        Assert.That((bars.Values.Sum(bar => bar.Bid), bars.Values.Sum(bar => bar.Ask)), Is.EqualTo((4_570, 5_322)));
        Assert.That(market.Footprint.Refused, Is.Zero);
    }

    [Test]
    public void The_profile_of_the_hour_equals_its_recomputation()
    {
        var raw = RawScid.Trades(Recorded.File(Hour));
        var market = new MarketState(SessionCalendar.Cme());
        foreach (var trade in raw)
            Take(market, trade);
        var naive = new NaiveProfile([.. raw.Select(trade => (trade.Price, trade.Lots))]);
        var profile = market.Profile;
        var (high, low) = profile.ValueArea();
        var nodes = new VolumeNode[64];
        Assert.That((profile.Lots, profile.Delta), Is.EqualTo((9_892, 5_322 - 4_570)));
        Assert.That(
            (profile.PointOfControl.Value, high.Value, low.Value),
            Is.EqualTo((naive.PointOfControl, naive.ValueArea().High, naive.ValueArea().Low))
        );
        Assert.That(nodes[..profile.Nodes(nodes)].Select(node => (node.Price.Value, node.IsHigh)), Is.EqualTo(naive.Nodes()));
        TestContext.Out.WriteLine(
            $"POC {naive.PointOfControl / 4.0}, area {low.Value / 4.0} to {high.Value / 4.0}, nodes {string.Join(' ', naive.Nodes())}"
        );
    }

    // The export begins in the middle of a day, and its columns with it: they run in the order of the file, seeded from its first
    // row. The publisher's point of control, 4423.00, holds the night's volume and does not move; given that volume, ours may not.
    [Test]
    public void The_cumulative_delta_and_the_point_of_control_follow_the_columns_of_somebody_elses_export()
    {
        var rows = File.ReadLines(Recorded.File(FirstSeconds)).Skip(1).Select(line => line.Split(';')).ToList();
        var profile = new VolumeProfile();
        var (lots, isBuy) = ((int)Number(rows[0][5]), rows[0][6] == "2");
        var poc = (int)(Number(rows[0][58]) * 4);
        profile.Add(poc, (int)Number(rows[0][59]) - (isBuy ? lots : 0), isBuy: true);
        profile.Add(poc, (int)Number(rows[0][60]) - (isBuy ? 0 : lots), isBuy: false);
        foreach (var row in rows)
        {
            profile.Add((int)(Number(row[4]) * 4), (int)Number(row[5]), row[6] == "2");
            Assert.That(profile.Delta, Is.EqualTo(Number(row[59]) - Number(row[60])), $"sequence {row[2]}");
            Assert.That(profile.Lots, Is.EqualTo(Number(row[61])), $"sequence {row[2]}");
            Assert.That(profile.PointOfControl.Value / 4.0, Is.EqualTo(Number(row[58])), $"sequence {row[2]}");
        }

        Assert.That(rows, Has.Count.EqualTo(1_026));
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static void Count(SortedDictionary<long, (long Bid, long Ask)> bars, long startMillis, BarFootprint bar)
    {
        var (bid, ask) = bars.GetValueOrDefault(startMillis / 300_000);
        for (var row = 0; row < bar.RowCount; row++)
            (bid, ask) = (bid + bar.SellAt(row), ask + bar.BuyAt(row));
        bars[startMillis / 300_000] = (bid, ask);
    }

    private static void Take(MarketState market, RawScid.RawTrade trade)
    {
        var at = UnixNanos.Trusted(trade.Millis * UnixNanos.PerMilli);
        if (trade.Millis > market.NowMillis)
            market.Advance(trade.Millis);
        market.Trade(
            MarketEvent.Trade(
                at,
                at,
                PriceTicks.Trusted(trade.Price),
                Contracts.Trusted(trade.Lots),
                trade.IsBuy ? Aggressor.Buy : Aggressor.Sell,
                trade.IsFirst ? PrintGroup.First
                    : trade.IsLast ? PrintGroup.Last
                    : PrintGroup.None,
                default,
                default
            ),
            at
        );
    }
}

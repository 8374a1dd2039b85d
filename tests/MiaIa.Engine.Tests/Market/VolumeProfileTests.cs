using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Market;

public sealed class VolumeProfileTests
{
    [Test]
    public void The_point_of_control_is_the_price_with_the_most_volume_and_of_equal_ones_the_first_there()
    {
        var profile = new VolumeProfile();
        Assert.That(profile.PointOfControl.IsKnown, Is.False);
        profile.Add(100, 5, isBuy: true);
        profile.Add(101, 5, isBuy: false);
        Assert.That(profile.PointOfControl.Value, Is.EqualTo(100));
        profile.Add(101, 1, isBuy: false);
        Assert.That(profile.PointOfControl.Value, Is.EqualTo(101));
    }

    // The rows from price 100 upwards.
    [TestCase(new[] { 10, 10, 90, 10, 8 }, 102, 102, 102, TestName = "The point of control alone may hold 70 percent")]
    [TestCase(new[] { 5, 10, 40, 20, 20, 5 }, 102, 104, 102, TestName = "The larger pair joins")]
    [TestCase(new[] { 10, 10, 40, 10, 10, 1 }, 102, 104, 100, TestName = "Equal pairs join both")]
    [TestCase(new[] { 40, 20, 15, 15, 10 }, 100, 102, 100, TestName = "At the edge only one side is left")]
    [TestCase(new[] { 30, 0, 0, 40, 0, 0, 0, 30 }, 103, 103 + 4, 100, TestName = "A hole does not end it")]
    public void Value_area(int[] rows, int poc, int high, int low)
    {
        var profile = Of(rows);
        var (areaHigh, areaLow) = profile.ValueArea();
        Assert.That((profile.PointOfControl.Value, areaHigh.Value, areaLow.Value), Is.EqualTo((poc, high, low)));
    }

    [TestCase(new[] { 10, 50, 10 }, "101+", TestName = "One hill has one high node")]
    [TestCase(new[] { 10, 50, 10, 40, 10 }, "101+ 102- 103+", TestName = "Two hills have a low node between them")]
    [TestCase(new[] { 10, 50, 26, 50, 10 }, "101+", TestName = "A valley above half of the hill does not part it")]
    [TestCase(new[] { 90, 10, 2, 8, 1 }, "100+", TestName = "A hill under the mean row is none")]
    [TestCase(
        new[] { 60, 0, 0, 0, 59, 1 },
        "100+ 101- 104+",
        TestName = "Prices that did not trade are a valley, its node nearest to the point of control"
    )]
    public void Nodes(int[] rows, string expected)
    {
        var profile = Of(rows);
        Assert.That(Text(profile), Is.EqualTo(expected));
    }

    [Test]
    public void Everything_equals_its_recomputation() =>
        Law.Holds(
            seed =>
            {
                var random = new Random(seed);
                var profile = new VolumeProfile();
                var trades = new List<(int Price, int Lots)>();
                var price = 20_000;
                for (var i = 0; i < 800; i++)
                {
                    price += random.Next(60) == 0 ? random.Next(-25, 26) : random.Next(-1, 2);
                    trades.Add((price, random.Next(1, random.Next(2, 30))));
                    profile.Add(price, trades[^1].Lots, random.Next(2) == 0);
                    if (i % 37 != 0)
                        continue;
                    var naive = new NaiveProfile(trades);
                    var (high, low) = profile.ValueArea();
                    Assert.That(profile.PointOfControl.Value, Is.EqualTo(naive.PointOfControl));
                    Assert.That((high.Value, low.Value), Is.EqualTo(naive.ValueArea()));
                    Assert.That(
                        Text(profile),
                        Is.EqualTo(string.Join(' ', naive.Nodes().Select(node => $"{node.Price}{(node.IsHigh ? '+' : '-')}")))
                    );
                }
            },
            seeds: 40
        );

    [Test]
    public void Reflected_prices_reflect_the_point_of_control_the_area_and_the_nodes() =>
        Law.Holds(seed =>
        {
            var random = new Random(seed);
            var (straight, mirrored) = (new VolumeProfile(), new VolumeProfile());
            var price = 20_000;
            for (var i = 0; i < 500; i++)
            {
                price += random.Next(-2, 3);
                var (lots, isBuy) = (random.Next(1, 20), random.Next(3) == 0);
                straight.Add(price, lots, isBuy);
                mirrored.Add(40_000 - price, lots, !isBuy);
            }

            var (area, other) = (straight.ValueArea(), mirrored.ValueArea());
            Assert.That(mirrored.Delta, Is.EqualTo(-straight.Delta));
            Assert.That(40_000 - mirrored.PointOfControl.Value, Is.EqualTo(straight.PointOfControl.Value));
            Assert.That((40_000 - other.Low.Value, 40_000 - other.High.Value), Is.EqualTo((area.High.Value, area.Low.Value)));
            Assert.That(
                Listed(mirrored).Select(node => 40_000 - node.Price.Value).Reverse(),
                Is.EqualTo(Listed(straight).Select(node => node.Price.Value))
            );
        });

    [Test]
    public void It_begins_anew_with_the_trading_day()
    {
        var profile = Of([10, 50, 10, 40, 10]);
        profile.Break();
        profile.Anchor();
        Assert.That((profile.HasTraded, profile.HasGap, profile.Lots, profile.Delta), Is.EqualTo((false, false, 0L, 0L)));
        Assert.That((profile.ValueArea(), profile.Nodes(new VolumeNode[4])), Is.EqualTo((default((PriceTicks, PriceTicks)), 0)));
        profile.Add(300, 2, isBuy: false);
        Assert.That((profile.PointOfControl.Value, profile.Lots, profile.Delta, profile.TradedRows), Is.EqualTo((300, 2L, -2L, 1)));
    }

    [Test]
    public void A_trade_too_far_from_the_first_one_counts_in_the_delta_alone()
    {
        var profile = new VolumeProfile();
        profile.Add(50_000, 1, isBuy: true);
        profile.Add(50_000 + 32_768, 5, isBuy: true);
        profile.Add(50_000 - 32_769, 7, isBuy: false);
        Assert.That((profile.Lots, profile.Delta, profile.Refused, profile.PointOfControl.Value), Is.EqualTo((1L, -1L, 2L, 50_000)));
    }

    [Test]
    public void Nodes_that_the_reader_has_no_place_for_are_left_out()
    {
        var nodes = new VolumeNode[2];
        Assert.That(Of([60, 1, 50, 1, 40]).Nodes(nodes), Is.EqualTo(2));
        Assert.That(
            nodes.Select(node => (node.Price.Value, node.Lots, node.IsHigh)),
            Is.EqualTo(new[] { (100, 60L, true), (101, 1L, false) })
        );
    }

    private static VolumeProfile Of(int[] rows)
    {
        var profile = new VolumeProfile();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] > 0)
                profile.Add(100 + i, rows[i], isBuy: true);
        }

        return profile;
    }

    private static VolumeNode[] Listed(VolumeProfile profile)
    {
        var nodes = new VolumeNode[512];
        return nodes[..profile.Nodes(nodes)];
    }

    private static string Text(VolumeProfile profile) =>
        string.Join(' ', Listed(profile).Select(node => $"{node.Price.Value}{(node.IsHigh ? '+' : '-')}"));
}

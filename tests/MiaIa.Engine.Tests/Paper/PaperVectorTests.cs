using MiaIa.Engine.Accounts;
using MiaIa.Engine.Paper;
using static MiaIa.Engine.Tests.Paper.PaperStep;

namespace MiaIa.Engine.Tests.Paper;

/// <summary>What others have worked out by hand: the vectors that a paper broker has to meet.</summary>
public sealed class PaperVectorTests
{
    private static readonly int[] Sold = [80, 30, 50];
    private static readonly int[] OursOfThem = [0, 10, 40];

    [Test]
    public void Behind_100_lots_trades_of_80_and_30_and_50_fill_0_and_10_and_40_of_50()
    {
        var run = new PaperRun();
        run.Play(Book([new(99, 100)], [new(101, 10)]), Enter(1, 50, isLong: true, limit: 99));
        var filled = new List<int>();
        foreach (var lots in Sold)
        {
            run.Play(Trade(99, lots, isBuy: false));
            filled.Add(run.Broker.QueueFills.ToArray().Sum(fill => fill.Lots.Value));
        }

        Assert.Multiple(() =>
        {
            Assert.That(filled, Is.EqualTo(OursOfThem));
            Assert.That(run.Fills, Is.Empty, "nothing traded through 99");
        });
    }

    [Test]
    public void A_buy_of_8_at_an_ask_of_10_triggers_a_stop_for_5_that_gets_2_there_and_3_a_level_on()
    {
        var run = new PaperRun();
        // Short 5 at 96 with the stop at 100.
        run.Play(Book([new(96, 5)], [new(97, 50)]), Enter(1, 5, isLong: false, stopTicks: 4));
        run.Play(Book([new(99, 5)], [new(100, 10), new(101, 20)]), Trade(100, 8, isBuy: true));
        var stops = run.Fills.Where(fill => fill.Role == OrderRole.Stop).Select(fill => (fill.Price.Value, fill.Lots.Value));
        Assert.That(stops, Is.EqualTo(new[] { (100, 2), (101, 3) }));
    }

    [TestCase(1250, 215, 0.374)]
    [TestCase(125, 57, 0.396)]
    public void A_bracket_of_8_and_16_with_a_tick_of_slippage_breaks_even_at(int tickValueCents, int feeCents, double rate) =>
        Assert.That(BreakEven.Rate(8, 16, 1, tickValueCents, feeCents), Is.EqualTo(rate).Within(0.0005));

    // Played, not computed: w winners and l losers of the product's own trips earn nothing exactly where the rate says.
    [TestCase(1250, 215)]
    [TestCase(125, 57)]
    public void Played_trips_earn_nothing_at_the_break_even_rate(int tickValueCents, int feeCents)
    {
        var run = new PaperRun(new PaperOptions { TickValueCents = tickValueCents, FeeCentsASide = feeCents });
        run.Play(Book([new(99, 5)], [new(100, 5)]), Enter(1, 1, isLong: true), Trade(117, 1, isBuy: true));
        run.Play(Book([new(99, 5)], [new(100, 5)]), Enter(2, 1, isLong: true));
        run.Play(Book([new(92, 5)], [new(93, 5)]), Trade(92, 1, isBuy: false));
        Assert.That(run.Trips, Has.Count.EqualTo(2));
        var (won, lost) = (run.Trips[0].Profit, run.Trips[1].Profit);
        Assert.Multiple(() =>
        {
            Assert.That(won, Is.EqualTo(new SlippageCents(won.Zero, won.Zero, won.Zero)), "a target is a limit order");
            Assert.That(won.Zero, Is.EqualTo((16 * tickValueCents) - (2 * feeCents)));
            Assert.That(lost.Zero, Is.EqualTo((-8 * tickValueCents) - (2 * feeCents)));
            for (var ticks = 0; ticks < SlippageCents.Count; ticks++)
            {
                var rate = BreakEven.Rate(8, 16, ticks, tickValueCents, feeCents);
                Assert.That((rate * won[ticks]) + ((1 - rate) * lost[ticks]), Is.Zero.Within(1e-6), $"{ticks} ticks");
            }
        });
    }

    [Test]
    public void Fees_that_eat_the_target_leave_no_rate_that_is_enough() =>
        Assert.That(BreakEven.Rate(8, 1, 0, 125, 100), Is.GreaterThan(1));
}

using MiaIa.Engine.Options;
using MiaIa.Ibkr.Planning;

namespace MiaIa.Ibkr.Tests.Planning;

public sealed class ChainPlannerTests
{
    [Test]
    public void Six_expiries_stream_eleven_lines_each_the_first_two_and_the_last_among_them()
    {
        var planner = Settled();
        Assert.That(planner.Streaming.Expiries, Has.Count.EqualTo(6));
        Assert.That(planner.Streaming.Expiries, Does.Contain(0).And.Contain(1).And.Contain(7));
        foreach (var e in planner.Streaming.Expiries)
        {
            var expiry = planner.Directory.Chain.Expiries[e];
            var contracts = planner.Streaming.Contracts.Where(contract => planner.Directory.Chain.ExpiryOfRow[contract / 2] == e).ToArray();
            Assert.That(contracts, Has.Length.InRange(9, 13), $"{expiry.Date}");
            Assert.That(
                contracts.GroupBy(contract => contract / 2).Count(row => row.Count() == 2),
                Is.EqualTo(1),
                "one strike has both sides: a parity forward"
            );
        }
    }

    [Test]
    public void Strikes_are_out_of_the_money_and_reach_from_8_deviations_below_to_4_above()
    {
        var planner = Settled();
        var chain = planner.Directory.Chain;
        var e = planner.Streaming.Expiries[0];
        var forward = planner.Analytics.Fit.Forwards[e];
        var deviation = 0.2 * Math.Sqrt(planner.Analytics.Fit.Years[e]);
        var rows = planner
            .Streaming.Contracts.Where(contract => chain.ExpiryOfRow[contract / 2] == e)
            .GroupBy(contract => contract / 2)
            .ToArray();
        foreach (var row in rows.Where(row => row.Count() == 1))
            Assert.That(row.Single() % 2, Is.EqualTo(chain.Strikes[row.Key] >= forward ? (int)OptionRight.Call : (int)OptionRight.Put));
        Assert.That(Math.Log(chain.Strikes[rows.Min(row => row.Key)] / forward) / deviation, Is.EqualTo(-8).Within(0.3));
        Assert.That(Math.Log(chain.Strikes[rows.Max(row => row.Key)] / forward) / deviation, Is.EqualTo(4).Within(0.3));
    }

    [Test]
    public void A_small_move_of_spot_changes_no_line_and_a_large_one_those_of_the_near_expiries()
    {
        var planner = Settled();
        var before = planner.Streaming.Contracts.ToHashSet();
        planner.OnSpot(SmallListing.Spot + 8);
        planner.Step(SmallListing.After(20), 100);
        Assert.That(planner.Streaming.Contracts, Is.EquivalentTo(before), "a sixth of a deviation of the first expiry");
        planner.OnSpot(SmallListing.Spot + 40);
        planner.Step(SmallListing.After(30), 100);
        var chain = planner.Directory.Chain;
        var changed = planner.Streaming.Contracts.Except(before).Select(contract => chain.ExpiryOfRow[contract / 2]).Distinct().ToArray();
        Assert.That(changed, Does.Contain(0));
        Assert.That(changed, Does.Not.Contain(7), "40 points are nothing to an expiry in two years");
    }

    [Test]
    public void An_expiry_gives_its_lines_only_to_a_clearly_heavier_one()
    {
        var planner = Settled();
        var chain = planner.Directory.Chain;
        var before = planner.Streaming.Expiries.ToArray();
        var lightest = before.Except([0, 1, 7]).MinBy(e => planner.Analytics.GrossByExpiry[e]);
        var outside = Enumerable.Range(2, 5).Except(before).MaxBy(e => planner.Analytics.GrossByExpiry[e]);
        var equal = planner.Analytics.GrossByExpiry[lightest] / planner.Analytics.GrossByExpiry[outside];
        Scale(planner, outside, equal * 1.05);
        planner.Step(SmallListing.After(100), 100);
        Assert.That(planner.Streaming.Expiries, Is.EqualTo(before), "5 % heavier is not enough");
        Scale(planner, outside, equal * 1.3);
        planner.Step(SmallListing.After(200), 100);
        Assert.That(planner.Streaming.Expiries, Does.Contain(outside).And.Not.Contain(lightest));
        Assert.That(chain.Expiries[outside].RowCount, Is.GreaterThan(0));
    }

    [Test]
    public void A_strike_that_brings_nothing_gives_way_and_is_tried_again_later()
    {
        var planner = Settled();
        var chain = planner.Directory.Chain;
        planner.OnSpot(SmallListing.Spot + 40);
        planner.Step(SmallListing.After(30), 100);
        foreach (var contract in planner.Streaming.Contracts)
            planner.OnAsked(contract, SmallListing.After(30));
        var fresh = planner
            .Streaming.Contracts.Where(contract => chain.ExpiryOfRow[contract / 2] == 0 && !(chain.ImpliedVolatilities[contract] > 0))
            .ToArray();
        Assert.That(fresh, Is.Not.Empty);
        foreach (var contract in fresh.Take(4))
            planner.OnVolatility(contract, 0.2, SmallListing.After(31));
        planner.Step(SmallListing.After(49), 100);
        Assert.That(planner.Streaming.Contracts, Is.SupersetOf(fresh), "twenty seconds have not passed");
        planner.Step(SmallListing.After(52), 100);
        Assert.That(planner.Streaming.Contracts, Is.SupersetOf(fresh.Take(4)));
        var dry = fresh.Skip(4).Where(contract => !planner.Streaming.Contracts.Contains(contract)).ToArray();
        Assert.That(dry, Is.Not.Empty);
        planner.Step(SmallListing.After(700), 100);
        Assert.That(planner.Streaming.DryCount, Is.LessThan(dry.Length + 1), "ten minutes later it may be tried again");
    }

    [Test]
    public void With_fewer_lines_the_first_two_expiries_and_the_last_stay()
    {
        var planner = SmallListing.Planner();
        planner.Step(SmallListing.Now, 50);
        SmallListing.Fill(planner, SmallListing.Now);
        planner.Step(SmallListing.After(61), 50);
        planner.Step(SmallListing.After(63), 50);
        var streamed = planner.Streaming.Contracts.Select(contract => planner.Directory.Chain.ExpiryOfRow[contract / 2]).Distinct();
        Assert.That(streamed, Is.EquivalentTo(FirstTwoAndLast));
        Assert.That(planner.Wants, Has.Count.LessThanOrEqualTo(40), "ten lines are reserved");
    }

    [Test]
    public void Without_spot_nothing_is_wished_and_everything_else_waits()
    {
        var directory = SmallListing.Directory();
        var planner = new ChainPlanner(directory, new OpenInterestBook(directory.Numbers, SmallListing.Day), new PlanSettings());
        planner.Step(SmallListing.Now, 100);
        Assert.That(planner.Wants, Is.Empty);
    }

    [Test]
    public void Spare_lines_refresh_the_heaviest_contracts_of_the_streaming_expiries_in_rotation()
    {
        var planner = Settled();
        var visited = new HashSet<int>();
        for (var second = 10; second < 200; second++)
        {
            var now = SmallListing.After(second);
            planner.Step(now, 100);
            foreach (var contract in planner.Visits.Active.ToArray())
            {
                visited.Add(contract);
                planner.OnAsked(contract, now);
                planner.OnVolatility(contract, 0.2, now);
            }
            Assert.That(planner.Wants, Has.Count.LessThanOrEqualTo(90));
        }
        Assert.That(visited, Has.Count.InRange(100, 200), "two hundred less those that stream");
        Assert.That(
            visited.Select(contract => planner.Directory.Chain.ExpiryOfRow[contract / 2]).Distinct(),
            Is.SubsetOf(planner.Streaming.Expiries)
        );
        Assert.That(visited.Intersect(planner.Streaming.Contracts), Is.Empty);
    }

    [Test]
    public void A_volatility_of_an_expiry_that_does_not_stream_is_not_taken()
    {
        var planner = Settled();
        var other = Enumerable.Range(0, 8).Except(planner.Streaming.Expiries).First();
        var contract = 2 * planner.Directory.Chain.Expiries[other].FirstRow;
        Assert.That(planner.OnVolatility(contract, 0.3, SmallListing.After(20)), Is.False);
        Assert.That(planner.Directory.Chain.ImpliedVolatilities[contract], Is.NaN);
    }

    [Test]
    public void Open_interest_of_a_weekend_and_of_the_small_hours_is_that_of_the_day_before()
    {
        var from = new NodaTime.LocalTime(7, 0);
        NodaTime.LocalDate At(int day, int hour) =>
            OpenInterestDay.From(NewYorkTime.At(new NodaTime.LocalDate(2026, 1, day), new NodaTime.LocalTime(hour, 0)), from);
        Assert.That(
            (At(6, 6), At(6, 7), At(6, 23)),
            Is.EqualTo((SmallListing.Day, SmallListing.Day.PlusDays(1), SmallListing.Day.PlusDays(1)))
        );
        Assert.That((At(10, 12), At(11, 12), At(12, 6), At(12, 8)), Is.EqualTo((At(9, 12), At(9, 12), At(9, 12), At(12, 9))));
    }

    [Test]
    public void A_sign_of_life_of_a_line_renews_the_moment_of_its_quote_at_most_once_a_second()
    {
        var planner = SmallListing.Planner();
        Assert.That(planner.OnAlive(4, SmallListing.After(1)), Is.False, "without a quote there is nothing that could still hold");
        planner.OnQuote(4, 5.0, 5.2, SmallListing.After(1));
        Assert.That(planner.OnAlive(4, SmallListing.After(1.9)), Is.False);
        Assert.That(planner.OnAlive(4, SmallListing.After(2)), Is.True);
        var chain = planner.Directory.Chain;
        Assert.That((chain.Bids[4], chain.Asks[4], chain.QuoteAt[4]), Is.EqualTo((5.0, 5.2, SmallListing.After(2))));
        Assert.That(chain.QuoteAt[5].Value, Is.Zero, "the other line of the strike is another line");
    }

    private static readonly int[] FirstTwoAndLast = [0, 1, 7];

    /// <summary>A planner whose lines have answered and whose open interest is whole.</summary>
    private static ChainPlanner Settled()
    {
        var planner = SmallListing.Planner();
        planner.Step(SmallListing.Now, 100);
        SmallListing.Fill(planner, SmallListing.Now);
        planner.Step(SmallListing.After(2), 100);
        SmallListing.Answer(planner, SmallListing.After(2));
        planner.Step(SmallListing.After(63), 100);
        SmallListing.Answer(planner, SmallListing.After(5));
        return planner;
    }

    private static void Scale(ChainPlanner planner, int expiry, double factor)
    {
        var chain = planner.Directory.Chain;
        for (var contract = 2 * chain.Expiries[expiry].FirstRow; contract < 2 * chain.Expiries[expiry].EndRow; contract++)
            chain.SetOpenInterest(contract, (int)Math.Round(100 * factor), SmallListing.Now);
    }
}

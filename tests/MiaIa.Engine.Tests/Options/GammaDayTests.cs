using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.NaiveOptions;

namespace MiaIa.Engine.Tests.Options;

/// <summary>What is kept of a day's levels.</summary>
public sealed class GammaDayTests
{
    private static readonly UnixNanos Open = UnixNanos.Trusted(MadeUpChain.Now.Value - (90 * UnixNanos.PerMinute));

    [Test]
    public void Each_minute_is_kept_as_it_stood_and_the_oldest_go_first()
    {
        var (day, analytics) = Listed();
        for (var minute = 0; minute < GammaDay.MinutesMax + 5; minute++)
            day.Add(At(minute), 30 + minute, analytics, Session(), coverageMin: 2);

        Assert.That(day.Count, Is.EqualTo(GammaDay.MinutesMax));
        Assert.That((day[0].At, day[0].Basis), Is.EqualTo((At(5), 35.0)));
        var newest = day[^1];
        Assert.That(newest.At, Is.EqualTo(At(GammaDay.MinutesMax + 4)));
        var all = analytics.AllExpiries;
        Assert.That((newest.Spot, newest.NetUsd, newest.GrossUsd), Is.EqualTo((MadeUpChain.Spot, all.Net, all.Gross)));
        Assert.That((newest.All.CallWall, newest.All.PutWall), Is.EqualTo((all.CallWall.Strike, all.PutWall.Strike)));
        Assert.That(newest.First.AbsoluteGamma, Is.EqualTo(analytics.FirstExpiry.AbsoluteGamma.Strike));
        Assert.That(day.OpenedAt.Value, Is.Zero, "the chain was never covered");
        day.Begin();
        Assert.That(day.Count, Is.Zero);
    }

    [Test]
    public void The_open_is_the_first_covered_minute_of_the_regular_session_and_stands_until_the_next_day()
    {
        var (day, analytics) = Listed();
        day.Add(At(-1), 30, analytics, Session(), coverageMin: 0);
        Assert.That(day.OpenedAt.Value, Is.Zero, "before the regular open");
        day.Add(At(0), 30, analytics, Session(), coverageMin: 2);
        Assert.That(day.OpenedAt.Value, Is.Zero, "not covered");
        day.Add(At(1), 30, analytics, Session(), coverageMin: 0);
        Assert.That(day.OpenedAt, Is.EqualTo(At(1)));
        var net = analytics.AllExpiries.NetByStrike.ToArray();
        analytics.Refit(MadeUpChain.Now, MadeUpChain.Spot * 1.01);
        day.Add(At(2), 30, analytics, Session(), coverageMin: 0);
        Assert.That(day.OpenedAt, Is.EqualTo(At(1)));
        Assert.That(day.OpenNet.ToArray(), Is.EqualTo(net));
        Assert.That(day.OpenStrikes.ToArray(), Is.EqualTo(analytics.Chain.Ladder.ToArray()));

        // A longer ladder is listed while the open of a shorter one stands; the next day opens on it.
        var longer = Fitted([.. new MadeUpChain(1).Contracts(), .. new MadeUpChain(2).Contracts()]);
        day.List(longer.Chain);
        Assert.That(day.OpenNet.ToArray(), Is.EqualTo(net));
        day.Begin();
        day.Add(At(3), 30, longer, Session(), coverageMin: 0);
        Assert.That(day.OpenStrikes.Length, Is.EqualTo(longer.Chain.Ladder.Length));
    }

    [Test]
    public void A_holiday_has_no_open_and_a_settled_chain_no_minute()
    {
        var (day, analytics) = Listed();
        day.Add(At(1), 30, analytics, Session() with { RegularOpensAt = default }, coverageMin: 0);
        Assert.That((day.Count, day.OpenedAt.Value), Is.EqualTo((1, 0L)));
        day.Add(At(2), 30, new OptionAnalytics(analytics.Chain), Session(), coverageMin: 0);
        Assert.That(day.Count, Is.EqualTo(1));
    }

    [Test]
    public void Nothing_is_allocated_once_the_chain_is_listed()
    {
        var (day, analytics) = Listed();
        var session = Session();
        day.Add(At(0), 30, analytics, session, coverageMin: 0);
        day.Begin();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var minute = 0; minute < 10; minute++)
            day.Add(At(minute), 30, analytics, session, coverageMin: 0);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void A_copy_says_what_the_analytics_said_and_does_not_follow_them()
    {
        var analytics = Fitted(new MadeUpChain(3).Contracts());
        var copy = GammaSnapshot.Of(analytics);
        var (net, crossings) = (analytics.FirstExpiry.NetByStrike.ToArray(), analytics.AllExpiries.ZeroGamma.Crossings.ToArray());
        var contracts = Enumerable.Range(0, 2 * analytics.Chain.RowCount).Select(analytics.GexOf).ToArray();
        analytics.Refit(MadeUpChain.Now, MadeUpChain.Spot * 1.02);
        Assert.That(copy.FirstExpiry.NetByStrike.ToArray(), Is.EqualTo(net));
        Assert.That(copy.AllExpiries.Crossings.ToArray(), Is.EqualTo(crossings));
        Assert.That(Enumerable.Range(0, contracts.Length).Select(copy.GexOf), Is.EqualTo(contracts));
        Assert.That(copy.Spot, Is.EqualTo(MadeUpChain.Spot));
    }

    private static UnixNanos At(int minute) => UnixNanos.Trusted(Open.Value + (minute * UnixNanos.PerMinute));

    private static TradingSession Session() =>
        new() { RegularOpensAt = Open, RegularClosesAt = UnixNanos.Trusted(Open.Value + (390 * UnixNanos.PerMinute)) };

    private static (GammaDay Day, OptionAnalytics Analytics) Listed()
    {
        var analytics = Fitted(new MadeUpChain(1).Contracts());
        var day = new GammaDay();
        day.List(analytics.Chain);
        return (day, analytics);
    }

    private static OptionAnalytics Fitted(IReadOnlyList<NaiveContract> contracts)
    {
        var one = contracts.DistinctBy(c => (c.Root, c.Date, c.Strike, c.IsCall)).ToArray();
        var analytics = new OptionAnalytics(NaiveContract.ChainOf(one, MadeUpChain.Now));
        analytics.Refit(MadeUpChain.Now, MadeUpChain.Spot);
        return analytics;
    }
}

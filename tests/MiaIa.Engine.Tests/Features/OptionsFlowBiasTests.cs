using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Tests.Options;
using MiaIa.Engine.Tests.Support;
using MiaIa.NaiveOptions;

namespace MiaIa.Engine.Tests.Features;

public sealed class OptionsFlowBiasTests
{
    private const int Seconds = 70 * 60;

    private static long Start => MadeUpChain.Now.Value / UnixNanos.PerMilli;

    [TestCase(false, IndexSymbol.Spx, TestName = "It_equals_its_recomputation_against_the_session")]
    [TestCase(true, IndexSymbol.Spx, TestName = "It_equals_its_recomputation_against_twenty_stored_days")]
    [TestCase(true, IndexSymbol.Qqq, TestName = "The_backup_equals_its_recomputation_against_its_own_history")]
    public void It_equals_its_recomputation(bool hasDays, IndexSymbol index)
    {
        var compared = 0;
        Law.Holds(
            seed =>
            {
                var contracts = new MadeUpChain(seed).Contracts();
                var days = hasDays ? Days(seed, index) : null;
                var feed = Prepared(contracts, index, days);
                var naive = new NaiveFlow(days);
                foreach (var (millis, changed) in FlowMorning.Updates(seed, contracts, Start, Seconds))
                {
                    feed.Beat(millis);
                    feed.Print(index, MadeUpChain.Spot, millis);
                    feed.Update(changed, millis, index);
                    naive.Take(millis, changed, MadeUpChain.Spot);
                    var reading = feed[FeatureId.OptionsFlowBias];
                    var expected = naive.Score();
                    Assert.That(reading.IsValid, Is.EqualTo(expected is not null), $"{millis - Start} ms: {reading.Reason}");
                    if (expected is { } value)
                        Assert.That(reading.Value, Is.EqualTo(value).Within(1e-9), $"{millis - Start} ms");
                    if (reading.IsValid)
                    {
                        Assert.That(
                            reading.Remark,
                            Is.EqualTo(index == IndexSymbol.Qqq ? ReadingRemark.BackupOptions : ReadingRemark.None)
                        );
                    }

                    compared += reading.IsValid ? 1 : 0;
                }
            },
            seeds: 3
        );
        Assert.That(compared, Is.GreaterThan(200), "the law was held against real values");
    }

    [Test]
    public void Calls_and_puts_exchanged_about_the_spot_change_its_sign() =>
        Law.Holds(
            seed =>
            {
                // A ladder that is its own mirror image about 5000.
                const double About = 5000;
                var contracts = new MadeUpChain(seed)
                    .Contracts()
                    .Where(c => c.Strike % 25 == 0)
                    .SelectMany(c => new[] { c, c with { Strike = (2 * About) - c.Strike, IsCall = !c.IsCall } })
                    .DistinctBy(c => (c.Root, c.Date, c.Strike, c.IsCall))
                    .ToList();
                var (straight, mirrored) = (Prepared(contracts, IndexSymbol.Spx, null), Prepared(contracts, IndexSymbol.Spx, null));
                var valid = 0;
                foreach (var (millis, changed) in FlowMorning.Updates(seed, contracts, Start, Seconds))
                {
                    foreach (
                        var (feed, values) in new[]
                        {
                            (straight, changed),
                            (mirrored, [.. changed.Select(c => c with { Strike = (2 * About) - c.Strike, IsCall = !c.IsCall })]),
                        }
                    )
                    {
                        feed.Beat(millis);
                        feed.Print(IndexSymbol.Spx, About, millis);
                        feed.Update(values, millis);
                    }

                    var (one, other) = (straight[FeatureId.OptionsFlowBias], mirrored[FeatureId.OptionsFlowBias]);
                    Assert.That(other.IsValid, Is.EqualTo(one.IsValid));
                    Assert.That(other.Value, Is.EqualTo(-one.Value).Within(1e-12));
                    valid += one.IsValid ? 1 : 0;
                }

                Assert.That(valid, Is.GreaterThan(50));
            },
            seeds: 3
        );

    [Test]
    public void A_table_that_never_trades_is_not_ready_instead_of_zero()
    {
        var contracts = new MadeUpChain(3).Contracts();
        var feed = Prepared(contracts, IndexSymbol.Spx, Days(3, IndexSymbol.Spx));
        for (var second = 0; second < 2_000; second += 10)
        {
            feed.Beat(Start + (second * 1_000));
            feed.Update(contracts, Start + (second * 1_000));
        }

        Assert.That(feed[FeatureId.OptionsFlowBias].Reason, Is.EqualTo("under 15 minutes of option trades"));
    }

    [Test]
    public void Silence_makes_it_not_ready_after_the_source_s_limit()
    {
        var contracts = new MadeUpChain(4).Contracts();
        var feed = Prepared(contracts, IndexSymbol.Spx, Days(4, IndexSymbol.Spx));
        long last = 0;
        foreach (var (millis, changed) in FlowMorning.Updates(4, contracts, Start, Seconds))
        {
            feed.Beat(last = millis);
            feed.Update(changed, millis);
        }

        Assert.That(feed[FeatureId.OptionsFlowBias].IsValid, Is.True, feed[FeatureId.OptionsFlowBias].Reason);
        feed.Beat(last + 300_000);
        Assert.That(feed[FeatureId.OptionsFlowBias].IsValid, Is.True);
        feed.Beat(last + 301_000);
        Assert.That(feed[FeatureId.OptionsFlowBias].Reason, Is.EqualTo("no fresh option volume"));
    }

    private static OptionFeed Prepared(IReadOnlyCollection<NaiveContract> contracts, IndexSymbol index, PutCallDays? days)
    {
        var feed = new OptionFeed();
        feed.Beat(Start - 1);
        feed.List(contracts, index);
        if (days is not null)
            feed.Core.Process(OptionEvents.HistoryTold(UnixNanos.Trusted(UnixNanos.PerSecond), days));
        return feed;
    }

    private static PutCallDays Days(int seed, IndexSymbol index)
    {
        var random = new Random(seed + 1);
        var days = new PutCallDays(index, 20);
        for (var day = 0; day < 20; day++)
        {
            for (var minute = 570; minute < (day % 7 == 0 ? 780 : 960); minute++)
                days[day, minute] = random.NextDouble() - 0.5;
        }

        return days;
    }
}

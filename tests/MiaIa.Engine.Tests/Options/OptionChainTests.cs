using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.Engine.Tests.Options;

public sealed class OptionChainTests
{
    private static readonly LocalDate Friday = new(2024, 3, 15);

    [Test]
    public void Expiries_stand_in_order_of_settlement_and_strikes_share_one_ladder()
    {
        var chain = new OptionChain([Listing("SPXW", 0, 5000, 5010), Listing("SPXW", -1, 4990, 5010), Listing("SPX", 0, 5005)]);
        Assert.That(string.Join(' ', chain.Expiries.ToArray().Select(e => $"{e.Root}/{e.Date.Day}")), Is.EqualTo("SPXW/14 SPX/15 SPXW/15"));
        Assert.That(string.Join(" ", chain.Strikes.ToArray()), Is.EqualTo("4990 5010 5005 5000 5010"));
        Assert.That(string.Join(" ", chain.Ladder.ToArray()), Is.EqualTo("4990 5000 5005 5010"));
        Assert.That(string.Join(" ", chain.RungOfRow.ToArray()), Is.EqualTo("0 3 2 1 3"));
        Assert.That(chain.FindRow("SPXW", Friday, 5010), Is.EqualTo(4));
        Assert.That((chain.FindRow("SPX", Friday, 5010), chain.FindRow("NDX", Friday, 5010)), Is.EqualTo((-1, -1)));
    }

    [Test]
    public void What_never_arrived_is_absent_and_not_0()
    {
        var chain = new OptionChain([Listing("SPXW", 0, 5000)]);
        Assert.That((chain.OpenInterestLots[0], chain.VolumeLots[1]), Is.EqualTo((OptionChain.Absent, OptionChain.Absent)));
        Assert.That((chain.Bids[0], chain.Asks[1], chain.ImpliedVolatilities[0]), Is.EqualTo((double.NaN, double.NaN, double.NaN)));
        Assert.That(chain.OpenInterestAt, Is.Default);
    }

    [Test]
    public void A_listing_that_cannot_be_is_refused()
    {
        Assert.That(() => new OptionChain([]), Throws.ArgumentException);
        Assert.That(
            () => new OptionChain([Listing("SPXW", 0, 5000), Listing("SPXW", 0, 5010)]),
            Throws.ArgumentException.With.Message.Contains("SPXW 2024-03-15 is listed twice")
        );
        foreach (var strikes in new double[][] { [5000, 5000], [5010, 5000], [0], [-5], [double.NaN], [double.PositiveInfinity] })
            Assert.That(() => new OptionChain([Listing("SPXW", 0, strikes)]), Throws.ArgumentException, string.Join(' ', strikes));
        var chain = new OptionChain([Listing("SPXW", 0, 5000)]);
        Assert.That(() => chain.SetOpenInterest(0, -1, default), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => chain.SetVolume(0, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase("SPX", "2024-03-15T13:30:00")]
    [TestCase("NDX", "2024-03-15T13:30:00")]
    [TestCase("SPXW", "2024-03-15T20:00:00")]
    [TestCase("QQQ", "2024-03-15T20:00:00")]
    public void Monthly_index_options_settle_in_the_morning(string root, string utc)
    {
        var expected = NodaTime.Text.LocalDateTimePattern.ExtendedIso.Parse(utc).Value.InUtc().ToInstant().ToUnixTimeSeconds();
        Assert.That(OptionSettlement.From(root, Friday).Value, Is.EqualTo(expected * UnixNanos.PerSecond));
        Assert.That(NewYorkTime.From(OptionSettlement.From(root, Friday)).Date, Is.EqualTo(Friday));
    }

    [TestCase("SPXW", "2025-11-28", "2025-11-28T18:00:00", TestName = "The_day_after_Thanksgiving_ends_at_13_00")]
    [TestCase("QQQ", "2026-12-24", "2026-12-24T18:00:00", TestName = "Christmas_Eve_ends_at_13_00")]
    [TestCase("SPX", "2025-11-28", "2025-11-28T14:30:00", TestName = "The_morning_of_a_half_day_is_that_of_any_day")]
    [TestCase("SPXW", "2025-12-31", "2025-12-31T21:00:00", TestName = "New_Years_Eve_is_a_whole_day")]
    [TestCase("SPXW", "2035-11-30", "2035-11-30T21:00:00", TestName = "Beyond_the_calendar_every_weekday_is_whole")]
    public void Half_days_settle_by_the_calendar(string root, string date, string utc)
    {
        var expected = NodaTime.Text.LocalDateTimePattern.ExtendedIso.Parse(utc).Value.InUtc().ToInstant().ToUnixTimeSeconds();
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value;
        Assert.That(OptionSettlement.From(root, day).Value, Is.EqualTo(expected * UnixNanos.PerSecond));
    }

    [Test]
    public void Half_an_hour_before_the_end_of_a_half_day_gamma_is_that_of_half_an_hour()
    {
        var date = new LocalDate(2025, 11, 28);
        var chain = new OptionChain([new OptionListing("SPXW", date, OptionSettlement.From("SPXW", date), [6840, 6850, 6860])]);
        var now = NewYorkTime.At(date, new LocalTime(12, 30));
        for (var contract = 0; contract < 6; contract++)
            chain.SetImpliedVolatility(contract, 0.12, now);
        var fit = new ChainFit(chain, new OptionAnalyticsOptions());
        fit.Fit(now, 6850);
        Assert.That(fit.Years[0] * 365 * 24 * 60, Is.EqualTo(30).Within(1e-9), "minutes");
        // 1 / (6850 · 12 % · √T · √(2π)); as if it settled at 16:00 it would be 0.0243.
        Assert.That(fit.Gammas[1], Is.EqualTo(0.0642).Within(0.00005));
    }

    private static OptionListing Listing(string root, int days, params double[] strikes) =>
        new(root, Friday.PlusDays(days), OptionSettlement.From(root, Friday.PlusDays(days)), strikes);
}

using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.Engine.Tests.Options;

/// <summary>The forward by hand, on small chains: which pairs count, what they must meet, what stands when none counts.</summary>
public sealed class ForwardTests
{
    private const double Spot = 5000;

    private static readonly LocalDate Monday = new(2024, 3, 4);
    private static readonly UnixNanos Now = NewYorkTime.At(Monday, new LocalTime(10, 0));

    [Test]
    public void Is_the_median_of_the_ten_pairs_nearest_spot()
    {
        var fit = Fit(30, 4900, 21);
        // The pairs nearest spot imply 5020 … 5029; those further off would imply 9999 and must not be asked.
        var strikes = fit.Chain.Strikes.ToArray();
        var nearest = Enumerable
            .Range(0, strikes.Length)
            .OrderBy(row => Math.Abs(strikes[row] - Spot))
            .ThenBy(row => strikes[row])
            .ToArray();
        for (var i = 0; i < nearest.Length; i++)
            Quote(fit, nearest[i], i < 10 ? 5020 + i : 9999);
        Assert.That(ForwardOf(fit), Is.EqualTo(5024.5).Within(1e-9));
    }

    [TestCase(0, 1, TestName = "A_pair_without_a_bid_is_passed_over")]
    [TestCase(double.NaN, 1, TestName = "A_pair_whose_bid_never_arrived_is_passed_over")]
    [TestCase(3, 2, TestName = "A_crossed_pair_is_passed_over")]
    [TestCase(3, double.NaN, TestName = "A_pair_without_an_ask_is_passed_over")]
    [TestCase(5400, 6292, TestName = "A_pair_with_a_wide_side_is_passed_over")]
    [TestCase(1, 1.51, TestName = "A_pair_with_a_side_wider_than_half_a_point_and_15_percent_is_passed_over")]
    public void One_sided(double bid, double ask)
    {
        var fit = Fit(30, 4980, 5);
        for (var row = 0; row < 5; row++)
            Quote(fit, row, 5000 + row);
        fit.Chain.SetQuote(OptionChain.ContractOf(2, OptionRight.Put), bid, ask, Now);
        Assert.That(ForwardOf(fit), Is.EqualTo(5002).Within(1e-9), "5000, 5001, 5003, 5004 remain");
        fit.Chain.SetQuote(OptionChain.ContractOf(0, OptionRight.Call), bid, ask, Now);
        Assert.That(ForwardOf(fit), Is.EqualTo(5003).Within(1e-9), "5001, 5003, 5004 remain");
    }

    [TestCase(0, 0, ForwardSource.Parity)]
    [TestCase(300, 300, ForwardSource.Parity)]
    [TestCase(300.001, 0, ForwardSource.Fallback, TestName = "A_call_line_that_was_silent_for_more_than_300_s_does_not_count")]
    [TestCase(0, 300.001, ForwardSource.Fallback, TestName = "A_put_line_that_was_silent_for_more_than_300_s_does_not_count")]
    [TestCase(-301, 0, ForwardSource.Fallback, TestName = "A_quote_of_another_day_ahead_does_not_count")]
    public void Both_lines_are_alive(double callAge, double putAge, ForwardSource source)
    {
        var fit = Fit(30, 4980, 5);
        Quote(fit, 2, 5010);
        Rest(fit, 4, Back(callAge), Spot);
        Rest(fit, 5, Back(putAge), Spot);
        fit.Fit(Now, Spot);
        Assert.That(fit.ForwardSources[0], Is.EqualTo(source));
    }

    [TestCase(5000.99, ForwardSource.Parity)]
    [TestCase(5001.01, ForwardSource.Fallback)]
    [TestCase(double.NaN, ForwardSource.Fallback)]
    public void The_index_stood_at_one_place_for_both(double spotOfPut, ForwardSource source)
    {
        var fit = Fit(30, 4980, 5);
        Quote(fit, 2, 5010);
        fit.SeeQuote(5, spotOfPut);
        fit.Fit(Now, Spot);
        Assert.That(fit.ForwardSources[0], Is.EqualTo(source));
    }

    [Test]
    public void A_pair_speaks_of_the_index_of_its_own_moment()
    {
        var fit = Fit(30, 4980, 5);
        Quote(fit, 2, 5010);
        // It is three minutes old, and the index has fallen by 2 %.
        fit.Fit(After(180), 0.98 * Spot);
        Assert.That(fit.ForwardSources[0], Is.EqualTo(ForwardSource.Parity));
        Assert.That(fit.Forwards[0], Is.EqualTo(0.98 * 5010).Within(0.01));
    }

    [Test]
    public void When_no_pair_counts_any_more_the_expiry_keeps_its_last_rate()
    {
        var fit = Fit(30, 4980, 5);
        Quote(fit, 2, 5010);
        fit.Fit(Now, Spot);
        var rate = Math.Log(5010 / Spot) / fit.Years[0];
        fit.Fit(After(6 * 3600), 5100);
        Assert.That(fit.ForwardSources[0], Is.EqualTo(ForwardSource.Kept));
        Assert.That(fit.Forwards[0], Is.EqualTo(5100 * Math.Exp(rate * fit.Years[0])).Within(1e-9));
    }

    // 0.1 % + 6 % · 30 days and 6 hours.
    [TestCase(5029, ForwardSource.Parity)]
    [TestCase(5031, ForwardSource.Fallback)]
    [TestCase(4971, ForwardSource.Parity)]
    [TestCase(4969, ForwardSource.Fallback)]
    public void A_forward_that_no_rate_explains_is_not_believed(double forward, ForwardSource source)
    {
        var fit = Fit(30, 4980, 5);
        Quote(fit, 2, forward);
        fit.Fit(Now, Spot);
        Assert.That(fit.ForwardSources[0], Is.EqualTo(source));
    }

    // 0.5 % + 10 % · 30 days and 6 hours.
    [TestCase(3, 5066, ForwardSource.Parity)]
    [TestCase(3, 5068, ForwardSource.Fallback)]
    [TestCase(2, 5010, ForwardSource.Fallback)]
    public void A_table_needs_three_pairs_and_is_as_old_as_itself(int pairs, double forward, ForwardSource source)
    {
        var fit = Fit(30, 4980, 5);
        for (var row = 0; row < pairs; row++)
            Quote(fit, row, forward, Spot);
        fit.Fit(After(900), 1.01 * Spot);
        Assert.That(fit.ForwardSources[0], Is.EqualTo(source));
        if (source == ForwardSource.Parity)
            Assert.That(fit.Forwards[0], Is.EqualTo(1.01 * forward).Within(0.01));
    }

    [Test]
    public void An_expiry_without_a_pair_borrows_the_rate_of_the_neighbours()
    {
        var fit = new ChainFit(ChainOf(1, 2, 3, 4), new OptionAnalyticsOptions());
        Quote(fit, fit.Chain.Expiries[1].FirstRow, 5002);
        Quote(fit, fit.Chain.Expiries[3].FirstRow + 2, 5006);
        fit.Fit(Now, Spot);
        var years = fit.Years.ToArray();
        var (carry1, carry3) = (Math.Log(fit.Forwards[1] / Spot) / years[1], Math.Log(fit.Forwards[3] / Spot) / years[3]);
        Assert.That(string.Join(' ', fit.ForwardSources.ToArray()), Is.EqualTo("Interpolated Parity Interpolated Parity"));
        Assert.That(fit.Forwards[0], Is.EqualTo(Spot * Math.Exp(carry1 * years[0])).Within(1e-9), "flat before the first");
        Assert.That(fit.Forwards[2], Is.EqualTo(Spot * Math.Exp((carry1 + carry3) / 2 * years[2])).Within(1e-9), "half-way between");
    }

    [Test]
    public void An_expiry_under_one_day_lends_no_rate()
    {
        var fit = new ChainFit(ChainOf(0, 1, 2), new OptionAnalyticsOptions());
        // Half a point on 5000 is 15 % a year for six hours.
        Quote(fit, 1, 5000.5);
        fit.Fit(Now, Spot);
        Assert.That(string.Join(' ', fit.ForwardSources.ToArray()), Is.EqualTo("Parity Fallback Fallback"));
        Assert.That(fit.Forwards[2], Is.EqualTo(Spot * Math.Exp(0.027 * fit.Years[2])).Within(1e-9));
    }

    private static double ForwardOf(ChainFit fit)
    {
        fit.Fit(Now, Spot);
        Assert.That(fit.ForwardSources[0], Is.EqualTo(ForwardSource.Parity));
        return fit.Forwards[0];
    }

    private static UnixNanos After(double seconds) => UnixNanos.Trusted(Now.Value + (long)(seconds * UnixNanos.PerSecond));

    private static UnixNanos Back(double seconds) => After(-seconds);

    private static ChainFit Fit(int days, double from, int count)
    {
        var date = Monday.PlusDays(days);
        double[] strikes = [.. Enumerable.Range(0, count).Select(i => from + (10 * i))];
        var chain = new OptionChain([new OptionListing("SPXW", date, OptionSettlement.From("SPXW", date), strikes)]);
        return new ChainFit(chain, new OptionAnalyticsOptions());
    }

    private static OptionChain ChainOf(params int[] days) =>
        new(
            days.Select(d => new OptionListing(
                "SPXW",
                Monday.PlusDays(d),
                OptionSettlement.From("SPXW", Monday.PlusDays(d)),
                [4990, 5000, 5010]
            ))
        );

    /// <summary>Quotes a pair whose mids imply the forward; by a line unless a table's index is given.</summary>
    private static void Quote(ChainFit fit, int row, double forward, double tableSpot = double.NaN)
    {
        var chain = fit.Chain;
        var years = (chain.Expiries[chain.ExpiryOfRow[row]].SettlesAt - Now) / 1e9 / (365.0 * 86_400);
        var difference = (forward - chain.Strikes[row]) * Math.Exp(-0.04 * years);
        var (call, put) = (OptionChain.ContractOf(row, OptionRight.Call), OptionChain.ContractOf(row, OptionRight.Put));
        chain.SetQuote(call, 6000 + difference - 0.5, 6000 + difference + 0.5, Now, tableSpot);
        chain.SetQuote(put, 5999, 6001, Now, tableSpot);
        fit.SeeQuote(call, Spot);
        fit.SeeQuote(put, Spot);
    }

    private static void Rest(ChainFit fit, int contract, UnixNanos at, double spot)
    {
        fit.Chain.SetQuote(contract, fit.Chain.Bids[contract], fit.Chain.Asks[contract], at);
        fit.SeeQuote(contract, spot);
    }
}

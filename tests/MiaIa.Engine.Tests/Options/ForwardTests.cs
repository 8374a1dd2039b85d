using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.Engine.Tests.Options;

/// <summary>The forward by hand, on small chains.</summary>
public sealed class ForwardTests
{
    private const double Spot = 5000;

    private static readonly LocalDate Monday = new(2024, 3, 4);
    private static readonly UnixNanos Now = NewYorkTime.At(Monday, new LocalTime(10, 0));

    [Test]
    public void Is_the_median_of_the_ten_two_sided_pairs_nearest_spot()
    {
        var chain = Chain(4900, 21);
        // The pairs nearest spot imply 5020 … 5029; those further off would imply 9999 and must not be asked.
        var strikes = chain.Strikes.ToArray();
        var nearest = Enumerable
            .Range(0, strikes.Length)
            .OrderBy(row => Math.Abs(strikes[row] - Spot))
            .ThenBy(row => strikes[row])
            .ToArray();
        for (var i = 0; i < nearest.Length; i++)
            Quote(chain, nearest[i], i < 10 ? 5020 + i : 9999);
        Assert.That(ForwardOf(chain), Is.EqualTo(5024.5).Within(1e-9));
    }

    [TestCase(0, 1, TestName = "A_pair_without_a_bid_is_passed_over")]
    [TestCase(double.NaN, 1, TestName = "A_pair_whose_bid_never_arrived_is_passed_over")]
    [TestCase(3, 2, TestName = "A_crossed_pair_is_passed_over")]
    [TestCase(3, double.NaN, TestName = "A_pair_without_an_ask_is_passed_over")]
    public void One_sided(double bid, double ask)
    {
        var chain = Chain(4980, 5);
        for (var row = 0; row < 5; row++)
            Quote(chain, row, 5000 + row);
        chain.SetQuote(OptionChain.ContractOf(2, OptionRight.Put), bid, ask);
        Assert.That(ForwardOf(chain), Is.EqualTo(5002).Within(1e-9), "5000, 5001, 5003, 5004 remain");
        chain.SetQuote(OptionChain.ContractOf(0, OptionRight.Call), bid, ask);
        Assert.That(ForwardOf(chain), Is.EqualTo(5003).Within(1e-9), "5001, 5003, 5004 remain");
    }

    [Test]
    public void One_pair_is_enough_and_none_borrows_the_carry_of_the_neighbours()
    {
        var chain = new OptionChain(
            Enumerable
                .Range(1, 4)
                .Select(d => new OptionListing(
                    "SPXW",
                    Monday.PlusDays(d),
                    OptionSettlement.From("SPXW", Monday.PlusDays(d)),
                    [4990, 5000, 5010]
                ))
        );
        Quote(chain, chain.Expiries[1].FirstRow, 5006);
        Quote(chain, chain.Expiries[3].FirstRow + 2, 5010);
        var fit = new ChainFit(chain, new OptionAnalyticsOptions());
        fit.Fit(Now, Spot);
        var years = fit.Years.ToArray();
        var (carry1, carry3) = (Math.Log(fit.Forwards[1] / Spot) / years[1], Math.Log(fit.Forwards[3] / Spot) / years[3]);
        Assert.That(string.Join(' ', fit.ForwardSources.ToArray()), Is.EqualTo("Interpolated Parity Interpolated Parity"));
        Assert.That(fit.Forwards[0], Is.EqualTo(Spot * Math.Exp(carry1 * years[0])).Within(1e-9), "flat before the first");
        Assert.That(fit.Forwards[2], Is.EqualTo(Spot * Math.Exp((carry1 + carry3) / 2 * years[2])).Within(1e-9), "half-way between");
    }

    private static double ForwardOf(OptionChain chain)
    {
        var fit = new ChainFit(chain, new OptionAnalyticsOptions());
        fit.Fit(Now, Spot);
        Assert.That(fit.ForwardSources[0], Is.EqualTo(ForwardSource.Parity));
        return fit.Forwards[0];
    }

    private static OptionChain Chain(double from, int count)
    {
        var date = Monday.PlusDays(30);
        return new([
            new OptionListing(
                "SPXW",
                date,
                OptionSettlement.From("SPXW", date),
                [.. Enumerable.Range(0, count).Select(i => from + (10 * i))]
            ),
        ]);
    }

    /// <summary>Quotes a pair whose mids imply the forward.</summary>
    private static void Quote(OptionChain chain, int row, double forward)
    {
        var years = (chain.Expiries[chain.ExpiryOfRow[row]].SettlesAt - Now) / 1e9 / (365.0 * 86_400);
        var difference = (forward - chain.Strikes[row]) * Math.Exp(-0.04 * years);
        chain.SetQuote(OptionChain.ContractOf(row, OptionRight.Call), 6000 + difference - 0.5, 6000 + difference + 0.5);
        chain.SetQuote(OptionChain.ContractOf(row, OptionRight.Put), 5999, 6001);
    }
}

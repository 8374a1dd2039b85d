using MiaIa.Reports.Content;
using MiaIa.Reports.Statistics;

namespace MiaIa.Reports.Tests.Output;

/// <summary>The verdict of the threshold card is by the interval; of nothing there is none.</summary>
public sealed class CardVerdictTests
{
    [TestCase(0, 0, "no trades")]
    [TestCase(1, 1, "not told apart from break-even")]
    [TestCase(90, 100, "above break-even")]
    [TestCase(10, 100, "below break-even")]
    public void A_tier_without_trades_is_not_said_to_be_like_break_even(int won, int of, string said) =>
        Assert.That(ThresholdLine.VerdictOf(Rate.Of(won, of), 0.5), Is.EqualTo(said));
}

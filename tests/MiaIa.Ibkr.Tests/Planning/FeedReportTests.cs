using MiaIa.Ibkr.Planning;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>The line about a chain that status, doctor and page show.</summary>
public sealed class FeedReportTests
{
    [TestCase(double.NaN, "0 of them without a fresh volatility, 0 visits")]
    [TestCase(4.6, "0 of them without a fresh volatility, oldest volatility 5 s, 0 visits")]
    public void An_age_that_is_not_known_is_left_out(double seconds, string said)
    {
        var report = new FeedReport("SPX", "waiting for the price of SPX", 17_200, 0, 0, 0, 0, 0, seconds, "20261130", 0, 0, 0, 0, 0, []);
        Assert.That(report.ToString(), Does.Contain(said).And.Not.Contain("NaN"));
    }
}

using MiaIa.Reports.Output;
using MiaIa.Reports.Statistics;

namespace MiaIa.Reports.Tests.Output;

public sealed class MoneyTextTests
{
    [TestCase(10927.5, "109.28 $")]
    [TestCase(-10927.5, "-109.28 $")]
    [TestCase(10928.5, "109.29 $")]
    [TestCase(-10928.5, "-109.29 $")]
    [TestCase(10927.4, "109.27 $")]
    [TestCase(123456789.0, "1,234,567.89 $")]
    [TestCase(-0.4, "0.00 $")]
    public void The_nearest_cent_is_told_everywhere(double cents, string text)
    {
        Assert.That(MoneyText.Dollars(cents), Is.EqualTo(text));
        Assert.That(ReportText.Dollars(cents), Is.EqualTo(text), "on a page");
        Assert.That(
            ReportText.Money(new Estimate(cents, 2, cents, cents, "")),
            Is.EqualTo($"{text} [{text} to {text}]"),
            "with its interval"
        );
    }
}

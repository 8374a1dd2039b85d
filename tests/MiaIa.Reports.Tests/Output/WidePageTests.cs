using System.Globalization;
using System.Text.RegularExpressions;
using MiaIa.Reports.Output;

namespace MiaIa.Reports.Tests.Output;

/// <summary>What a page of 1,200 points has no room for goes to a second line; no column lies out of sight, and no sum is cut in two.</summary>
public sealed partial class WidePageTests
{
    [TestCase(7, false)]
    [TestCase(8, true)]
    [TestCase(11, true)]
    public void A_table_of_more_columns_than_fit_has_several_lines(int columns, bool isWide)
    {
        var html = TableOf(columns, "-1,650.20 $");
        Assert.That(html.Contains("<div class=\"wide many\"", StringComparison.Ordinal), Is.EqualTo(isWide));
        Assert.That(html.Contains("<td class=\"lost one\">-1,650.20 $</td>", StringComparison.Ordinal), Is.EqualTo(isWide));
    }

    [Test]
    public void What_is_long_may_be_cut() =>
        Assert.That(TableOf(8, "-68.76 $ [-123.69 $ to -14.56 $]"), Does.Contain("<td class=\"lost\">-68.76"));

    [TestCase(3)]
    [TestCase(12)]
    [TestCase(24)]
    [TestCase(250)]
    public void Names_of_bars_do_not_lie_over_each_other(int days)
    {
        var first = new DateOnly(2026, 10, 5);
        var svg = SvgPlot.Bars(
            "days",
            [.. Enumerable.Range(0, days).Select(i => ($"{first.AddDays(i):MM-dd}", i % 2 == 0 ? 1.0 : -1.0))],
            value => value.ToString(CultureInfo.InvariantCulture)
        );
        double[] named = [.. NamesOfBars().Matches(svg).Select(one => double.Parse(one.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.That(named, Is.Not.Empty);
        // Five letters of 11 points are about 31 wide.
        Assert.That(named.Zip(named.Skip(1), (left, right) => right - left), Is.All.GreaterThan(34));
        Assert.That(Regex.Count(svg, "<title>"), Is.EqualTo(days), "each bar says its own");
    }

    private static string TableOf(int columns, string text)
    {
        var page = new HtmlPage("wide");
        page.Table(
            [.. Enumerable.Repeat("Head", columns)],
            [
                [.. Enumerable.Repeat(new HtmlCell(text, "lost"), columns)],
            ]
        );
        return page.End();
    }

    [GeneratedRegex("<text x=\"([0-9.]+)\" y=\"[0-9.]+\" text-anchor=\"middle\">")]
    private static partial Regex NamesOfBars();
}

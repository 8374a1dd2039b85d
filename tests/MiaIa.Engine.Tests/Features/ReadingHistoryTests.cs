using System.Globalization;
using System.Text.RegularExpressions;
using MiaIa.Engine.Features;

namespace MiaIa.Engine.Tests.Features;

/// <summary>A reason that names a length of history asks for at least that; the others ask for none.</summary>
public sealed partial class ReadingHistoryTests
{
    [Test]
    public void Every_reason_that_names_bars_or_minutes_asks_for_as_many()
    {
        foreach (var remark in Enum.GetValues<ReadingRemark>())
        {
            var text = ReadingRemarks.TextOf(remark);
            var minutes = FeatureReading.NotReady(remark).HistoryMinutes;
            var named = Length().Match(text);
            if (named.Success)
                Assert.That(minutes, Is.GreaterThanOrEqualTo(int.Parse(named.Groups[1].Value, CultureInfo.InvariantCulture)), text);
            else
                Assert.That(minutes, Is.LessThanOrEqualTo(1), text);
            Assert.That(FeatureReading.Valid(0.5, default, remark).HistoryMinutes, Is.Zero, "it has a value");
        }
    }

    [GeneratedRegex(@"(?:^under |nor |bands \()(\d+) (?:closed bars|bars|minutes|with)")]
    private static partial Regex Length();
}

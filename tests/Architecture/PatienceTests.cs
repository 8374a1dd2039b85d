using System.Globalization;
using System.Text.RegularExpressions;

namespace Architecture;

/// <summary>A test that waits for something gives up after a minute at the earliest: a busy machine makes it slower, not red.</summary>
public sealed partial class PatienceTests
{
    private const int SecondsMin = 60;

    [Test]
    public void No_test_gives_up_waiting_within_a_minute()
    {
        var wrong =
            from path in SourceTree.Files(".cs")
            where path.StartsWith("tests/", StringComparison.Ordinal)
            where
                !path.StartsWith("tests/Performance/", StringComparison.Ordinal)
                && !path.EndsWith("/PatienceTests.cs", StringComparison.Ordinal)
            from Match match in BoundedWait().Matches(SourceTree.Read(path))
            where Seconds(match) < SecondsMin
            select $"{path}: {match.Value}";
        Assert.That(string.Join('\n', wrong), Is.Empty);
    }

    [TestCase("private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);", 20)]
    [TestCase("await task.WaitAsync(TimeSpan.FromMilliseconds(500));", 0.5)]
    [TestCase("using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));", 10)]
    [TestCase("internal static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);", 120)]
    public void A_bounded_wait_is_found(string line, double seconds) =>
        Assert.That(Seconds(BoundedWait().Match(line)), Is.EqualTo(seconds));

    private static double Seconds(Match match) =>
        double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)
        * match.Groups[1].Value switch
        {
            "Milliseconds" => 0.001,
            "Seconds" => 1,
            _ => 60,
        };

    [GeneratedRegex(
        @"(?:static readonly TimeSpan \w*(?:Limit|Patience) = |\.WaitAsync\(|new CancellationTokenSource\()"
            + @"TimeSpan\.From(Milliseconds|Seconds|Minutes)\(([\d.]+)\)"
    )]
    private static partial Regex BoundedWait();
}

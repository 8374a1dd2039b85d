using System.Globalization;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Tests.Signals;

/// <summary>
/// Hand-made score paths. A path is a row of "milliseconds:score", a letter after it says what is wrong at that moment
/// (c coverage, s stale, h halted, l levels chosen freely just now), and what happens is written "milliseconds event tier [cause]".
/// The hold is the design's 750 ms. ES limits: weak 0.18, good 0.28 (the lowest tradeable), strong 0.32, premium 0.38.
/// </summary>
public sealed class SignalLifeTests
{
    [TestCase("0:0.30 749:0.30", "", TestName = "A tier that held 749 ms bears nothing")]
    [TestCase("0:0.30 750:0.30", "750 Born Good", TestName = "A tier that held 750 ms bears a signal")]
    [TestCase("0:-0.30 750:-0.30", "750 Born Good", TestName = "A short one as well")]
    [TestCase("0:0.28 750:0.28", "750 Born Good", TestName = "A limit is met on the limit")]
    [TestCase("0:0.279999999 750:0.279999999", "", TestName = "A billionth below the limit is not")]
    [TestCase("0:0.375 750:0.375", "750 Born Strong", TestName = "0.375 is strong, not premium")]
    [TestCase("0:0.25 5000:0.25", "", TestName = "Weak is not tradeable with ES and bears nothing")]
    [TestCase("0:0.30 400:0.27 500:0.30 1249:0.30 1250:0.30", "1250 Born Good", TestName = "A dip begins the 750 ms anew")]
    [TestCase("0:0.30 400:-0.30 1149:-0.30 1150:-0.30", "1150 Born Good", TestName = "A flip begins the 750 ms anew")]
    [TestCase("0:0.30 300:0.40 750:0.40", "750 Born Good", TestName = "The tier is the highest that was met throughout")]
    [TestCase("0:0.40 300:0.33 750:0.40", "750 Born Strong", TestName = "A dip of the tier lowers it even when it is over")]
    [TestCase("0:0.30c 750:0.30c", "", TestName = "Nothing is born without coverage")]
    [TestCase("0:0.30c 750:0.30 1499:0.30 1500:0.30", "1500 Born Good", TestName = "Only time with coverage counts as held")]
    [TestCase("0:0.30s 750:0.30s", "", TestName = "Nothing is born from a stale feed")]
    [TestCase(
        "0:0.30h 750:0.30h 900:0.30 1649:0.30 1650:0.30",
        "1650 Born Good",
        TestName = "Nothing is born while halted, and holding begins after it"
    )]
    [TestCase(
        "0:0.30l 750:0.30l 4999:0.30l 5000:0.30",
        "5000 Born Good",
        TestName = "Nothing is born out of levels that have jumped, and what has held meanwhile has held"
    )]
    [TestCase(
        "0:0.30 750:0.30 800:0.40l 1550:0.40l 1600:0.26l",
        "750 Born Good, 1550 Raised Premium, 1600 Demoted Good",
        TestName = "A signal that lives is raised and demoted while levels jump"
    )]
    [TestCase(
        "0:0.30 750:0.30 800:0.40 1549:0.40 1550:0.40",
        "750 Born Good, 1550 Raised Premium",
        TestName = "A higher tier that holds raises the signal"
    )]
    [TestCase(
        "0:0.30 750:0.30 800:0.40 1000:0.33 1550:0.40 1600:0.40",
        "750 Born Good, 1550 Raised Strong",
        TestName = "It is raised to what has held"
    )]
    [TestCase(
        "0:0.40 750:0.40 800:0.33 900:0.29 950:0.26",
        "750 Born Premium, 800 Demoted Strong, 900 Demoted Good",
        TestName = "A score more than 0.02 below a limit demotes at once, never below the lowest tradeable"
    )]
    [TestCase(
        "0:0.40 750:0.40 800:0.36 900:0.359999999",
        "750 Born Premium, 900 Demoted Strong",
        TestName = "A score 0.02 below the limit keeps the tier and a billionth less does not"
    )]
    [TestCase(
        "0:0.40 750:0.40 800:0.30",
        "750 Born Premium, 800 Demoted Strong",
        TestName = "A fall over two tiers stops at the highest that 0.02 below its limit still meets"
    )]
    [TestCase(
        "0:0.40 750:0.40 800:0.33 900:0.31 950:0.30",
        "750 Born Premium, 800 Demoted Strong",
        TestName = "In steps it stops at the same tier"
    )]
    [TestCase(
        "0:0.32 750:0.32 800:0.319 900:0.32 1000:0.3181 1700:0.321 1900:0.319",
        "750 Born Strong",
        TestName = "A score that trembles about a limit does not change the tier"
    )]
    [TestCase(
        "0:-0.40 750:-0.40 800:-0.36 900:-0.359999999",
        "750 Born Premium, 900 Demoted Strong",
        TestName = "A short one is demoted at the mirror image"
    )]
    [TestCase("0:0.30 750:0.30 800:0.25", "750 Born Good", TestName = "It lives on at the end limit")]
    [TestCase("0:0.30 750:0.30 800:0.249999999", "750 Born Good, 800 Ended Good Weakened", TestName = "It ends below it")]
    [TestCase("0:0.30 750:0.30 800:-0.01", "750 Born Good, 800 Ended Good Flipped", TestName = "It ends on a flip")]
    [TestCase("0:0.30 750:0.30 60749:0.30 60750:0.30", "750 Born Good, 60750 Ended Good Expired", TestName = "It ends after 60 seconds")]
    [TestCase("0:0.30 750:0.30 800:0.30c", "750 Born Good, 800 Ended Good Coverage", TestName = "It ends without coverage")]
    [TestCase("0:0.30 750:0.30 800:0.30s", "750 Born Good, 800 Ended Good Stale", TestName = "It ends when a feed goes stale")]
    [TestCase("0:0.30 750:0.30 800:0.30h 1550:0.40h 2400:0.40h", "750 Born Good", TestName = "A halt lets a signal live but not rise")]
    [TestCase(
        "0:0.30 750:0.30 60750:0.30 62000:0.30 150000:0.30",
        "750 Born Good, 60750 Ended Good Expired",
        TestName = "A score that stays bears no second signal"
    )]
    [TestCase(
        "0:0.30 750:0.30 800:0.18 40000:0.30 41000:0.30",
        "750 Born Good, 800 Ended Good Weakened",
        TestName = "A fall onto the re-arm limit does not re-arm"
    )]
    [TestCase(
        "0:0.30 750:0.30 800:0.17 900:0.30 30799:0.30 30800:0.30",
        "750 Born Good, 800 Ended Good Weakened, 30800 Born Good",
        TestName = "A fall below it re-arms, 30 seconds after the end"
    )]
    [TestCase(
        "0:0.30 750:0.30 800:0.20 900:0.17c 40000:0.30 41000:0.30",
        "750 Born Good, 800 Ended Good Weakened",
        TestName = "A fall without coverage does not re-arm"
    )]
    [TestCase(
        "0:0.30 750:0.30 800:0.20 900:0.17s 40000:0.30 41000:0.30",
        "750 Born Good, 800 Ended Good Weakened",
        TestName = "A fall of a stale score does not re-arm"
    )]
    [TestCase(
        "0:0.30 750:0.30 800:-0.30 1550:-0.30",
        "750 Born Good, 800 Ended Good Flipped, 1550 Born Good",
        TestName = "The other direction waits for nothing but its 750 ms"
    )]
    public void Path(string path, string expected) => Assert.That(Play(path, SignalOptionsOf(1, 2)), Is.EqualTo(expected));

    [TestCase(
        "0:0.20 750:0.20 800:0.15 900:0.149",
        "750 Born Weak, 900 Ended Weak Weakened",
        TestName = "With MES weak is tradeable and the end limit is 0.15"
    )]
    [TestCase(
        "0:0.20 750:0.20 800:0.09 900:0.07 31000:0.20 31750:0.20",
        "750 Born Weak, 800 Ended Weak Weakened, 31750 Born Weak",
        TestName = "With MES a score below 0.08 re-arms"
    )]
    public void Path_of_the_micro(string path, string expected) => Assert.That(Play(path, SignalOptionsOf(10, 20)), Is.EqualTo(expected));

    private static SignalOptions SignalOptionsOf(int size, int ceiling) =>
        new()
        {
            BaseContracts = size,
            CeilingContracts = ceiling,
            HoldMillis = 750,
        };

    private static string Play(string path, SignalOptions options)
    {
        var life = new SignalLife(options, new TierTable(new TierLimits()), new SignalSizing(options));
        var happened = new List<string>();
        foreach (var step in path.Split(' '))
        {
            var (millis, score) = (step.Split(':')[0], step.Split(':')[1]);
            var at = UnixNanos.Trusted(UnixNanos.PerSecond + (long.Parse(millis, CultureInfo.InvariantCulture) * UnixNanos.PerMilli));
            var nano = (long)(decimal.Parse(score.TrimEnd('c', 's', 'h', 'l'), CultureInfo.InvariantCulture) * ConfluenceSnapshot.One);
            var (mayBeBorn, doLevelsStand) = (!score.EndsWith('h'), !score.EndsWith('l'));
            var what = life.Step(new SignalInput(at, nano, !score.EndsWith('c'), !score.EndsWith('s'), mayBeBorn, doLevelsStand));
            if (what != SignalEvent.None)
            {
                happened.Add(
                    what == SignalEvent.Ended ? $"{millis} {what} {life.Tier} {life.EndedBecause}" : $"{millis} {what} {life.Tier}"
                );
            }
        }

        return string.Join(", ", happened);
    }
}

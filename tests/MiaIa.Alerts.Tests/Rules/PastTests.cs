using MiaIa.Alerts.Facts;
using MiaIa.Alerts.Rules;

namespace MiaIa.Alerts.Tests.Rules;

/// <summary>What is said of features and gates is of now: nothing of it follows from history, a replay or what is caught up with.</summary>
public sealed class PastTests
{
    [TestCase(true, 0)]
    [TestCase(false, 2)]
    public void A_feature_is_judged_by_the_present_alone(bool isPast, int alerts)
    {
        var found = 0;
        foreach (var rule in new IAlertRule[] { new FeatureDead(), new FeatureSaturated() })
        {
            var played = new RuleTable(rule).Play(
                20,
                (second, es) =>
                    es with
                    {
                        IsPast = isPast,
                        // A day of history is read within seconds.
                        MarketAt = DateTimeOffset.UnixEpoch.AddMinutes(9 * second),
                        Features = [new("volume_confirmation", true, 1, "")],
                    }
            );
            found += played.Length > 0 ? 1 : 0;
        }

        Assert.That(found, Is.EqualTo(alerts));
    }

    [Test]
    public void A_gate_is_judged_by_the_present_alone()
    {
        var inert = new RuleTable(new GateInert());
        Assert.That(inert.Play(10, (_, es) => es with { IsPast = true, Gates = [new("SPREAD", 400, 0, "inert")] }), Is.Empty);
        var strangling = new RuleTable(new GateStrangling());
        // 245 seconds of history in five, and then nothing more.
        Assert.That(
            strangling.Play(60, (second, es) => es with { IsPast = second < 5, Gates = [Refusing(49 * Math.Min(second, 5))] }),
            Is.Empty
        );
        Assert.That(
            strangling.Play(100, (second, es) => es with { Gates = [Refusing(245 + second - 60)] }, from: 60),
            Is.EqualTo(Enumerable.Range(80, 20))
        );
        Assert.That(strangling.Newest.Text, Is.EqualTo("refused 39 of 39 signals"));
    }

    [Test]
    public void What_an_engine_of_before_has_counted_is_not_of_now() =>
        Assert.That(new RuleTable(new GateStrangling()).Play(60, (_, es) => es with { Gates = [Refusing(400)] }), Is.Empty);

    [Test]
    public void A_gate_that_lets_something_pass_strangles_no_more()
    {
        // The thousand of before make it strangle by its shares all day.
        var found = new RuleTable(new GateStrangling()).Play(
            60,
            (second, es) => es with { Gates = [Refusing(1000 + second) with { Refused = 1000 + second - (second < 30 ? 0 : 1) }] }
        );
        Assert.That(found, Is.EqualTo(Enumerable.Range(20, 10).Concat(Enumerable.Range(50, 10))));
    }

    [Test]
    public void A_gate_that_nothing_has_asked_for_a_quarter_of_an_hour_refuses_nothing()
    {
        var found = new RuleTable(new GateStrangling()).Play(2000, (second, es) => es with { Gates = [Refusing(Math.Min(second, 100))] });
        Assert.That(found, Is.EqualTo(Enumerable.Range(20, 80 + 900)));
    }

    private static GateFacts Refusing(long judged) => new("book_fresh", judged, judged, "strangling");
}

using MiaIa.Engine.Market;

namespace MiaIa.Engine.Tests.Market;

/// <summary>The VWAP of the session as a chart draws it.</summary>
public sealed class VwapTrailTests
{
    [Test]
    public void It_is_the_Globex_VWAP_until_the_regular_session_trades_and_stands_as_each_bar_left_it()
    {
        AnchoredVwap globex = new();
        AnchoredVwap regular = new();
        var trail = new VwapTrail(globex, regular);
        Assert.That(trail.Now, Is.Null);
        trail.Close(0);
        globex.Add(100, 1);
        globex.Add(102, 3);
        trail.Close(60_000);
        globex.Add(110, 4);
        regular.Add(110, 4);
        regular.Add(111, 4);
        trail.Close(180_000);
        regular.Add(500, 1);

        Assert.That(trail.At(0), Is.Null, "nothing had traded");
        // (100 + 3·102) / 4 and the root of (1.5² + 3·0.5²) / 4.
        Assert.That(trail.At(60_000)!.Value.Ticks, Is.EqualTo(101.5).Within(1e-12));
        Assert.That(trail.At(60_000)!.Value.DeviationTicks, Is.EqualTo(Math.Sqrt(0.75)).Within(1e-12));
        Assert.That(trail.At(120_000), Is.Null, "a minute without a bar");
        Assert.That(trail.At(180_000), Is.EqualTo(new VwapLevel(110.5, 0.5)));
        Assert.That(trail.Now!.Value.Ticks, Is.EqualTo((440 + 444 + 500) / 9.0).Within(1e-9));
    }

    [Test]
    public void It_holds_two_days_of_minutes_and_forgets_the_oldest()
    {
        AnchoredVwap globex = new();
        var trail = new VwapTrail(globex, new());
        globex.Add(1, 1);
        for (var bar = 0; bar < VwapTrail.KeptMax + 5; bar++)
            trail.Close(bar * 60_000L);
        Assert.That(trail.At(4 * 60_000L), Is.Null);
        Assert.That(trail.At(5 * 60_000L), Is.Not.Null);
        Assert.That(trail.At((VwapTrail.KeptMax + 4) * 60_000L), Is.Not.Null);
    }
}

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

    [Test]
    public void The_line_of_the_session_begins_with_it_and_keeps_its_points_while_it_grows()
    {
        AnchoredVwap globex = new();
        AnchoredVwap regular = new();
        var trail = new VwapTrail(globex, regular);
        globex.Add(100, 1);
        trail.Close(0);
        trail.Close(60_000);
        Assert.That(Starts(trail, 96), Is.EqualTo(new long[] { 0, 60_000 }));

        regular.Add(110, 1);
        trail.Close(120_000);
        Assert.That(Starts(trail, 96), Is.EqualTo(new long[] { 120_000 }), "the regular session has begun");
        Assert.That(trail.Session(96).Single().Level.Ticks, Is.EqualTo(110));

        for (var bar = 1; bar < 389; bar++)
            trail.Close(120_000 + (bar * 60_000L));
        long[] minutes = [.. Starts(trail, 96).Select(start => (start - 120_000) / 60_000)];
        Assert.That(minutes[^1], Is.EqualTo(388), "the newest is always there");
        Assert.That(minutes[..^1], Is.EqualTo(Enumerable.Range(0, minutes.Length - 1).Select(i => i * 8L)));
        Assert.That(minutes, Has.Length.InRange(48, 96));

        var version = trail.Version;
        regular.Anchor();
        globex.Anchor();
        trail.Begin();
        Assert.That(trail.Version, Is.GreaterThan(version));
        Assert.That(Starts(trail, 96), Is.Empty, "another day");
        globex.Add(90, 1);
        trail.Close(900_000_000);
        Assert.That(Starts(trail, 96), Is.EqualTo(new long[] { 900_000_000 }));
    }

    [Test]
    public void A_line_never_has_more_points_than_are_asked_for(
        [Values(1, 2, 95, 96, 97, 191, 192, 193, 2879, 2880, 3000)] int bars,
        [Values(2, 3, 96)] int countMax
    )
    {
        AnchoredVwap globex = new();
        var trail = new VwapTrail(globex, new());
        globex.Add(1, 1);
        for (var bar = 0; bar < bars; bar++)
            trail.Close(bar * 60_000L);
        var starts = Starts(trail, countMax);
        Assert.That(starts, Has.Length.LessThanOrEqualTo(countMax));
        Assert.That(starts, Is.Ordered.And.Unique);
        Assert.That(starts[0], Is.EqualTo(Math.Max(0, bars - VwapTrail.KeptMax) * 60_000L));
        Assert.That(starts[^1], Is.EqualTo((bars - 1) * 60_000L));
    }

    private static long[] Starts(VwapTrail trail, int countMax) => [.. trail.Session(countMax).Select(point => point.StartMillis)];
}

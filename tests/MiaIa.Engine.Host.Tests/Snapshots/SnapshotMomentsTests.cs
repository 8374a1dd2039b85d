using MiaIa.Engine.Host.Snapshots;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Host.Tests.Snapshots;

public sealed class SnapshotMomentsTests
{
    private static readonly SessionCalendar Calendar = SessionCalendar.Cme();

    // Each second of three days, as the engine looks.
    [TestCase(
        "2026-11-24T22:59:00Z",
        3,
        "Open 2026-11-25T14:30:00Z, Close 2026-11-25T21:00:00Z, SessionEnd 2026-11-25T22:00:00Z, SessionEnd 2026-11-26T18:00:00Z, Open 2026-11-27T14:30:00Z, Close 2026-11-27T18:00:00Z, SessionEnd 2026-11-27T18:15:00Z"
    )]
    // The clocks go forward in the night to Sunday.
    [TestCase("2026-03-06T23:00:00Z", 3, "Open 2026-03-09T13:30:00Z, Close 2026-03-09T20:00:00Z, SessionEnd 2026-03-09T21:00:00Z")]
    public void The_state_is_kept_at_each_open_close_and_end(string from, int days, string expected)
    {
        var begin = At(from);
        var kept = new List<string>();
        for (var second = 1L; second <= days * 86_400; second++)
        {
            var (last, now) = (Later(begin, second - 1), Later(begin, second));
            kept.AddRange(SnapshotMoments.Between(last, now, Calendar).Select(Text));
        }

        Assert.That(string.Join(", ", kept), Is.EqualTo(expected));
    }

    [Test]
    public void A_moment_that_was_slept_through_is_not_made_up()
    {
        var open = At("2026-11-25T14:30:00Z");
        Assert.That(SnapshotMoments.Between(Later(open, -3_600), Later(open, 60), Calendar).Count(), Is.EqualTo(1));
        Assert.That(SnapshotMoments.Between(Later(open, -3_600), Later(open, 61), Calendar), Is.Empty);
    }

    private static string Text(SnapshotMoment moment) =>
        $"{moment.Kind} {DateTimeOffset.FromUnixTimeSeconds(moment.At.Value / UnixNanos.PerSecond):yyyy-MM-dd'T'HH:mm:ss'Z'}";

    private static UnixNanos At(string text) =>
        UnixNanos.Trusted(DateTimeOffset.Parse(text, null).ToUnixTimeSeconds() * UnixNanos.PerSecond);

    private static UnixNanos Later(UnixNanos moment, long seconds) => UnixNanos.Trusted(moment.Value + (seconds * UnixNanos.PerSecond));
}

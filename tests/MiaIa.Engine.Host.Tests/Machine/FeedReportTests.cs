using MiaIa.Engine.Host.Machine;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Machine;

public sealed class FeedReportTests
{
    private const long Second = 1_000_000_000;
    private const long Start = SampleFrames.OpenUnixUs * 1_000;

    [Test]
    public void A_book_that_came_has_an_age_when_its_study_has_left_and_only_one_that_never_came_has_none()
    {
        using var folder = new TemporaryFolder();
        using var live = LiveChain.Begin(
            Directory.CreateDirectory(folder.File("journal")).FullName,
            EngineOptions.From(new EngineSettings()),
            Start
        );
        live.Attach(Start, SampleFrames.Hello());
        Assert.That(Book(live.State, Start), Is.EqualTo(("stale", (long?)null)), "none came yet");

        live.Take(Start + Second, SampleFrames.Depth(counter: 1));
        Assert.That(Book(live.State, Start + Second), Is.EqualTo(("up", (long?)0L)));

        live.State.Detach(live.State.Epochs.Single().Epoch, Start + 2 * Second);
        Assert.That(Book(live.State, Start + 61 * Second), Is.EqualTo(("gone", (long?)60_000_000L)));
        // Young, but from before it attached again.
        live.Attach(Start + 2 * Second, SampleFrames.Hello(8));
        Assert.That(Book(live.State, Start + Second), Is.EqualTo(("stale", (long?)0L)));
    }

    [Test]
    public void What_was_traded_ages_by_the_engines_clock_when_market_time_stands_still()
    {
        using var folder = new TemporaryFolder();
        using var live = LiveChain.Begin(
            Directory.CreateDirectory(folder.File("journal")).FullName,
            EngineOptions.From(new EngineSettings()),
            Start
        );
        live.Attach(Start, SampleFrames.Hello());
        Assert.That(Of(live.State, FeedKind.Trades, Start), Is.EqualTo(("stale", (long?)null)), "nothing was traded yet");
        live.Take(Start + Second, SampleFrames.Trades(counter: 1));
        var (_, before) = Of(live.State, FeedKind.Trades, Start + Second);
        var (_, after) = Of(live.State, FeedKind.Trades, Start + 601 * Second);
        Assert.That(after - before, Is.EqualTo(600_000_000L), "though the study is still there");
        live.State.Detach(live.State.Epochs.Single().Epoch, Start + 2 * Second);
        Assert.That(Of(live.State, FeedKind.Trades, Start + 601 * Second), Is.EqualTo(("gone", after)));
    }

    private static (string Condition, long? AgeUs) Book(EngineState state, long now) => Of(state, FeedKind.Book, now);

    private static (string Condition, long? AgeUs) Of(EngineState state, FeedKind kind, long now)
    {
        var view = new MachineView();
        FeedReport.Add(view, state, now);
        var one = view.Feed.Single(feed => feed.Kind == kind);
        return (one.Condition, one.HasAgeUs ? one.AgeUs : null);
    }
}

using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay.Sources;

namespace MiaIa.Replay.Tests;

/// <summary>
/// Trades and depth are written by two programs, and either may be started anew with another multiplier: whichever file changes its scale, the book is
/// the one that was recorded; and where no scale fits, it is no book at all.
/// </summary>
public sealed class ChangedScaleTests
{
    private const int Seconds = 800;
    private const int ChangeAt = 600;
    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings());

    [TestCase(1, 100, 1, 1, TestName = "The trades alone change to hundredths")]
    [TestCase(100, 1, 1, 1, TestName = "The trades alone change to points")]
    [TestCase(1, 1, 1, 100, TestName = "The depth alone changes to hundredths")]
    [TestCase(1, 1, 100, 1, TestName = "The depth alone changes to points")]
    [TestCase(1, 100, 1, 100, TestName = "Both change together")]
    [TestCase(1, 1, 100, 100, TestName = "The depth is in hundredths from the beginning")]
    public void The_book_is_the_one_that_was_recorded(int before, int after, int depthBefore, int depthAfter)
    {
        using var folder = new TemporaryFolder();
        var selection = Selection(folder, before, after, depthBefore, depthAfter);
        var looked = 0;
        var notes = Play(
            selection,
            core =>
            {
                var second = (int)((core.Now.Value - MadeUpMorning.StartNanos) / UnixNanos.PerSecond);
                if (second is < 2 or >= Seconds)
                    return;
                looked++;
                // The level of the second before, a little after which its depth was recorded.
                Assert.That(core.Book.BestBid.Price.Value, Is.EqualTo(TicksAt(second - 1)), $"second {second}");
            }
        );
        var changes = (before == after ? 0 : 1) + (depthBefore == depthAfter ? 0 : 1);
        Assert.That(looked, Is.GreaterThan(Seconds - 5));
        Assert.That(notes.Count(note => note.StartsWith("1 change of scale", StringComparison.Ordinal)), Is.EqualTo(changes));
        Assert.That(notes, Has.None.Contains("left out"));
    }

    [Test]
    public void A_book_of_which_nothing_can_be_taken_any_more_is_taken_back_after_a_minute()
    {
        using var folder = new TemporaryFolder();
        var remarks = new List<(long Second, ReadingRemark Remark)>();
        Play(
            Selection(folder, 1, 1, 1, 10_000),
            core =>
                remarks.Add(
                    (
                        (core.Now.Value - MadeUpMorning.StartNanos) / UnixNanos.PerSecond,
                        core.State.Readings[(int)FeatureId.OrderBookImbalance].Reading.Remark
                    )
                )
        );
        Assert.That(remarks.Where(one => one.Second < ChangeAt + 60).All(one => one.Remark != ReadingRemark.BookStale));
        Assert.That(remarks.Where(one => one.Second is > ChangeAt + 61 and < Seconds).All(one => one.Remark == ReadingRemark.BookStale));
    }

    // A price that rises by a tick each ten seconds.
    private static int TicksAt(int second) => 17_600 + (second / 10);

    private static float PointsAt(int second, int factor) => TicksAt(second) * 0.25f * factor;

    private static SierraSelection Selection(TemporaryFolder folder, int before, int after, int depthBefore, int depthAfter)
    {
        var seconds = Enumerable.Range(0, Seconds).ToArray();
        var scid = Tape.Scid(
            folder.File("ESU23_FUT_CME.scid"),
            [.. seconds.Select(i => (i + 0.5, PointsAt(i, i < ChangeAt ? before : after), 2u))]
        );
        var depth = Tape.Depth(
            folder.File("ESU23_FUT_CME.2023-06-29.depth"),
            [.. seconds.Select(i => (i + 0.25, PointsAt(i, i < ChangeAt ? depthBefore : depthAfter), (uint)(10 + i)))]
        );
        return new SierraSelection(scid, Options) { DepthPaths = [depth] };
    }

    private static string[] Play(SierraSelection selection, Action<EngineCore> each)
    {
        var run = new ReplayRun(1_000);
        run.AddExport(new Watching(each));
        using var source = SierraSource.Open(selection, run);
        source.Play(run, CancellationToken.None);
        return [.. source.Notes];
    }

    private sealed class Watching(Action<EngineCore> each) : IReadingExport
    {
        public void Write(InstrumentEngine instrument) => each(instrument.Core);

        public void Dispose() { }
    }
}

using System.Diagnostics;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay.Sources;

namespace MiaIa.Replay.Tests;

/// <summary>
/// Fault 61, a record dated wrongly or off scale, in files: quarantined and counted, the others play, and market time and averages are
/// those of the file without it. The inputs are those of the data's folder hard-look, which others made; its index says what is right.
/// </summary>
public sealed class HardLookTests
{
    private const long EndUnixMicros = 1_773_329_400_000_000; // 2026-03-12T15:30Z

    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings());

    [TestCase("b2", "time")]
    [TestCase("b2first", "time")]
    [TestCase("b3mid", "price")]
    [TestCase("b3first", "price")]
    public void Fault_61_a_record_dated_wrongly_or_off_scale_is_quarantined_and_changes_nothing_else(string name, string what)
    {
        var (good, _) = Play("good", null);
        foreach (var to in new long?[] { null, EndUnixMicros })
        {
            var (core, notes) = Play(name, to);
            using var all = Assert.EnterMultipleScope();
            Assert.That(Says(core), Is.EqualTo(Says(good)), $"to {to}");
            Assert.That(Of(core), Is.EqualTo((1_000, 1_732, 850)));
            Assert.That(notes, Has.Exactly(1).EqualTo($"1 record of the trades has a {what} that cannot be true; quarantined"));
        }
    }

    [Test]
    public void The_file_without_a_fault_plays_whole_and_says_nothing()
    {
        var (core, notes) = Play("good", null);
        using var all = Assert.EnterMultipleScope();
        Assert.That(Of(core), Is.EqualTo((1_000, 1_732, 850)));
        Assert.That(notes.Where(note => note.Contains("quarantined", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_burst_of_1005_trades_in_one_millisecond_plays_whole() =>
        Assert.That(Play("b1", null).Core.Counters.Lots, Is.EqualTo(1_005));

    [Test]
    public void A_pause_of_a_year_can_be_left()
    {
        using var folder = new TemporaryFolder();
        var scid = Tape.Scid(folder.File("ESU23_FUT_CME.scid"), (0, 4_400, 1), (31_000_000, 4_400, 2), (31_000_001, 4_400, 2));
        var run = new ReplayRun(1_000);
        using var source = SierraSource.Open(new SierraSelection(scid, Options), run);
        using var left = new CancellationTokenSource();
        left.Cancel();
        var watch = Stopwatch.StartNew();
        Assert.That(() => source.Play(run, left.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(source.Cores.Instruments[0].Core.Counters.Events, Is.LessThan(10_000), $"after {watch.Elapsed}");
    }

    [Test]
    public void A_depth_record_dated_wrongly_holds_nothing_up_and_its_change_is_kept()
    {
        using var folder = new TemporaryFolder();
        var scid = Tape.Scid(folder.File("ESU23_FUT_CME.scid"), (1, 4_400, 1), (10, 4_400, 2), (20, 4_400, 2));
        var depth = Tape.Depth(
            folder.File("ESU23_FUT_CME.2023-06-29.depth"),
            (0.1, 4_399.75f, 10),
            (2, 4_399.75f, 15),
            (315_000_000, 4_399.75f, 20),
            (12, 4_399.75f, 30),
            (13, 4_399.75f, 40),
            (14, 4_399.75f, 50)
        );
        var (core, notes) = Play(new SierraSelection(scid, Options) { DepthPaths = [depth] });
        Assert.That((core.Book.BestBid.Lots.Value, core.Counters.DepthSnapshots), Is.EqualTo((50, 6)));
        Assert.That(notes, Has.Exactly(1).StartsWith("3 records of the depth have a time that cannot be true"));
    }

    [Test]
    public void A_level_a_hundred_times_too_high_does_not_cross_the_book()
    {
        using var folder = new TemporaryFolder();
        var scid = Tape.Scid(folder.File("ESU23_FUT_CME.scid"), (1, 4_400, 1), (10, 4_400, 2));
        var path = Tape.Depth(folder.File("ESU23_FUT_CME.2023-06-29.depth"), (0.1, 4_399.75f, 10), (2, 439_975f, 10), (3, 4_399.75f, 11));
        var (core, notes) = Play(new SierraSelection(scid, Options) { DepthPaths = [path] });
        Assert.That((core.Book.BestBid.Price.Value, core.Book.BestBid.Lots.Value), Is.EqualTo((17_599, 11)));
        Assert.That(
            notes,
            Has.Exactly(1).StartsWith("2 records of the depth have an unknown command, or a price off the tick or out of range")
        );
    }

    // Fault 22: the book's last record comes less than a second before the end, long after the last trade.
    [Test]
    public void A_fresh_book_is_not_called_stale_at_the_last_second()
    {
        using var folder = new TemporaryFolder();
        var scid = Tape.Scid(folder.File("ESU23_FUT_CME.scid"), (0.5, 4_400, 2), (1.5, 4_400, 2));
        var depth = Tape.Depth(
            folder.File("ESU23_FUT_CME.2023-06-29.depth"),
            [.. Enumerable.Range(0, 62).Select(i => (i + 0.1, 4_399.75f, 10u + (uint)i))]
        );
        var (core, _) = Play(new SierraSelection(scid, Options) { DepthPaths = [depth] });
        Assert.That(core.Book.BestBid.Lots.Value, Is.EqualTo(71));
        var reading = core.State.Readings[(int)Engine.Features.FeatureId.OrderBookImbalance].Reading;
        Assert.That(reading.Remark, Is.Not.EqualTo(Engine.Features.ReadingRemark.BookStale));
        Assert.That(reading.IsValid, reading.Text);
    }

    private static (long Trades, long Lots, long Buys) Of(EngineCore core) =>
        (core.Counters.TradeRecords, core.Counters.Lots, core.Counters.BuyLots);

    // Time, averages and bars: what a false record would have changed.
    private static string Says(EngineCore core) =>
        FormattableString.Invariant(
            $"{core.Now.Value} {Of(core)} {core.Counters.MinuteBars} {core.LastPrice.Value} {core.Averages.GlobexVwap} {core.Averages.RegularVwap} {core.Averages.AtrTicks:R} {core.State.ScoreNano} {core.DecisionHash:x16}"
        );

    private static (EngineCore Core, IReadOnlyList<string> Notes) Play(string name, long? to)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("ESM26_FUT_CME.scid");
        File.Copy(Recorded.File($"hard-look/{name}.scid"), path);
        return Play(new SierraSelection(path, Options) { ToUnixMicros = to });
    }

    private static (EngineCore Core, IReadOnlyList<string> Notes) Play(SierraSelection selection)
    {
        var run = new ReplayRun(1_000);
        using var source = SierraSource.Open(selection, run);
        source.Play(run, CancellationToken.None);
        return (source.Cores.Instruments[0].Core, [.. source.Notes]);
    }
}

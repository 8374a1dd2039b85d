using MiaIa.Cli.Demo;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace Golden;

/// <summary>
/// A recorded hour of ES through the whole path: stand-in, study, ZeroMQ, bridge, gRPC, engine. The expected figures are those of
/// the data's own index, which somebody else counted, and of an independent reader of the depth file.
/// </summary>
[NonParallelizable]
public sealed class RealHourTests
{
    private const double CoverageFloor = 0.30;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"miaia-golden-{Environment.ProcessId}");
    private PlayedSession _session = null!;
    private InstrumentState _engine = null!;

    [OneTimeSetUp]
    public async Task PlayTheHour()
    {
        var (scid, depth) = (RecordedHour.ScidPath, RecordedHour.DepthPath);
        Directory.CreateDirectory(_folder);
        var options = new DemoOptions
        {
            ScidPath = scid,
            DepthPath = depth,
            Speed = 0,
            CoverageFloor = CoverageFloor,
        };
        var programs = ProgramPaths.Find(options, AppContext.BaseDirectory, out var missing);
        Assert.That(programs, Is.Not.Null, string.Join(Environment.NewLine, missing));
        _session = new PlayedSession(SessionTally.Of(scid, depth), mustBeSynthetic: false);
        await new DemoRun(options, programs!, new PlainScreen(TestContext.Progress, TimeProvider.System), TimeProvider.System).PlayAsync(
            scid,
            depth,
            _session,
            _folder,
            played: _ => Task.CompletedTask,
            CancellationToken.None
        );
        Assert.That(_session.Instrument, Is.Not.Null, "the engine holds no instrument that a study fed");
        _engine = _session.Instrument!;
    }

    [OneTimeTearDown]
    public void RemoveTheFolder()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void Every_trade_arrives_once()
    {
        using var all = Assert.EnterMultipleScope();
        Assert.That(_engine.TradeRecords, Is.EqualTo(6_188), "records");
        Assert.That(_engine.Trades, Is.EqualTo(2_973), "trades, a FIRST…LAST group counted once");
        Assert.That(_engine.Lots, Is.EqualTo(9_892), "lots");
        Assert.That(_engine.BuyLots, Is.EqualTo(5_322), "lots at the ask");
        Assert.That(_engine.SellLots, Is.EqualTo(4_570), "lots at the bid");
    }

    [Test]
    public void Every_depth_batch_arrives_in_order()
    {
        var (books, batches) = RecordedHour.Books();
        using var all = Assert.EnterMultipleScope();
        Assert.That(batches, Is.EqualTo(46_973), "batches in the file");
        Assert.That(_session.End!.DepthBatches, Is.EqualTo(batches), "batches that the stand-in played");
        Assert.That(_session.End.DepthConflated, Is.Zero, "batches that no call of the study saw");
        Assert.That(_engine.DepthSnapshots, Is.EqualTo((ulong)books.Count), "books that differ from the one before");
        Assert.That(_engine.DepthHash, Is.EqualTo(VisibleBook.HashOf(books)), "hash over every book, in order");
    }

    [Test]
    public void The_final_book_is_the_exchanges()
    {
        using var all = Assert.EnterMultipleScope();
        Assert.That(_engine.Book.BidPriceTicks[0] * 0.25, Is.EqualTo(4810.00));
        Assert.That(_engine.Book.BidLots[0], Is.EqualTo(22));
        Assert.That(_engine.Book.AskPriceTicks[0] * 0.25, Is.EqualTo(4810.25));
        Assert.That(_engine.Book.AskLots[0], Is.EqualTo(28));
    }

    [Test]
    public void Nothing_is_missing_refused_or_ordered()
    {
        using var all = Assert.EnterMultipleScope();
        Assert.That(_engine.Gaps, Is.Zero, "gaps");
        Assert.That(_engine.Refused.Select(r => $"{r.Name}: {r.Count}"), Is.Empty);
        Assert.That(_engine.Study.RefusedRecords, Is.Zero, "records that the study refused");
        Assert.That(_session.Orders, Is.Empty, "order calls");
        Assert.That(_session.HostExitCode, Is.Zero);
        Assert.That(_engine.Label, Is.Empty, "a recorded file is not SYNTHETIC");
    }

    [Test]
    public void The_journal_replays_to_the_same_decisions()
    {
        var step = new EngineState(EngineOptions.From(new EngineSettings { CoverageFloor = CoverageFloor }), 1, new IgnoredDecisions());
        var segments = Directory
            .GetFiles(Path.Combine(_folder, "journal"), "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".journal", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToArray();
        Assert.That(segments, Is.Not.Empty);
        var totals = JournalReplay.Run(segments, step);
        var instrument = step.FindInstrument("ES")!;
        using var all = Assert.EnterMultipleScope();
        Assert.That(totals.Difference, Is.Null);
        Assert.That(totals.EndsConfirmed, Is.EqualTo(1), "the engine's own end record");
        Assert.That(step.DecisionHash, Is.EqualTo(_session.Engine!.Journal.DecisionHash), "hash of all decisions, live and again");
        Assert.That(instrument.Core.Counters.TradeRecords, Is.EqualTo(6_188));
    }
}

using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay.Sources;

namespace MiaIa.Replay.Tests;

public sealed class SierraSourceTests
{
    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings());

    [Test]
    public void A_pause_of_ten_minutes_makes_nothing_stale()
    {
        using var folder = new TemporaryFolder();
        var scid = Tape.Scid(folder.File("ESU23_FUT_CME.scid"), (0.5, 4_400, 2), (600.5, 4_401, 3));
        var depth = Tape.Depth(folder.File("ESU23_FUT_CME.2023-06-29.depth"), (0.1, 4_399.75f, 10), (600.1, 4_400.75f, 11));
        var seen = new List<(FeatureReading Volume, FeatureReading Book)>();
        var (core, evaluations) = Play(
            new SierraSelection(scid, Options) { DepthPaths = [depth] },
            c =>
                seen.Add(
                    (
                        c.State.Readings[(int)FeatureId.VolumeConfirmation].Reading,
                        c.State.Readings[(int)FeatureId.OrderBookImbalance].Reading
                    )
                )
        );
        Assert.That(evaluations, Is.EqualTo(601), "one a second, the pause included");
        Assert.That(seen.Any(s => s.Volume.Remark == ReadingRemark.StudyStale || s.Book.Remark == ReadingRemark.BookStale), Is.False);
        Assert.That(core.Counters.ReceivedClamped, Is.Zero);
    }

    [Test]
    public void A_book_whose_file_has_ended_is_taken_back_after_a_minute()
    {
        using var folder = new TemporaryFolder();
        var scid = Tape.Scid(folder.File("ESU23_FUT_CME.scid"), (0.5, 4_400, 2), (200.5, 4_401, 3));
        var depth = Tape.Depth(folder.File("ESU23_FUT_CME.2023-06-29.depth"), (0.1, 4_399.75f, 10));
        var remarks = new List<(long Second, ReadingRemark Remark)>();
        Play(
            new SierraSelection(scid, Options) { DepthPaths = [depth] },
            c =>
                remarks.Add(
                    (
                        (c.Now.Value - MadeUpMorning.StartNanos) / UnixNanos.PerSecond,
                        c.State.Readings[(int)FeatureId.OrderBookImbalance].Reading.Remark
                    )
                )
        );
        Assert.That(remarks.Where(r => r.Second <= 60).All(r => r.Remark != ReadingRemark.BookStale));
        Assert.That(remarks.Where(r => r.Second > 60).All(r => r.Remark == ReadingRemark.BookStale));
    }

    [Test]
    public void Only_the_part_that_is_asked_for_is_played_and_its_book_is_known()
    {
        using var folder = new TemporaryFolder();
        var scid = Tape.Scid(folder.File("ESU23_FUT_CME.scid"), (1, 4_400, 1), (100, 4_400, 2), (101, 4_400, 4), (200, 4_400, 8));
        var depth = Tape.Depth(
            folder.File("ESU23_FUT_CME.2023-06-29.depth"),
            (0.1, 4_399.75f, 10),
            (100.5, 4_399.75f, 20),
            (250, 4_399.75f, 30)
        );
        var start = MadeUpMorning.StartNanos / UnixNanos.PerMicro;
        var (core, _) = Play(
            new SierraSelection(scid, Options)
            {
                DepthPaths = [depth],
                FromUnixMicros = start + 100_000_000,
                ToUnixMicros = start + 200_000_000,
            },
            _ => { }
        );
        Assert.That((core.Counters.TradeRecords, core.Counters.Lots, core.Book.BestBid.Lots.Value), Is.EqualTo((2, 6, 20)));
    }

    [Test]
    public void A_chain_beside_the_tape_makes_the_gamma_feature_speak_once_there_are_bars_and_a_basis()
    {
        var chain = Recorded.File("spx-chains/SPX_2023-06-09T1340ET_6062b854.csv.gz");
        using var folder = new TemporaryFolder();
        // Half an hour from 13:30 New York on the table's own day, which is 1,713,600 seconds before the tapes' zero.
        var scid = Tape.Scid(
            folder.File("ESU23_FUT_CME.scid"),
            [.. Enumerable.Range(0, 1_800).Select(i => (i - 1_713_600.0, 4_304f + (i % 7 * 0.25f), 2u))]
        );
        var depth = Tape.Depth(
            folder.File("ESU23_FUT_CME.2023-06-09.depth"),
            [.. Enumerable.Range(0, 180).Select(i => ((10 * i) - 1_713_600.0, 4_304f, (uint)(20 + i)))]
        );
        var readings = new List<FeatureReading>();
        Play(
            new SierraSelection(scid, Options)
            {
                DepthPaths = [depth],
                ChainPath = chain,
                BasisPoints = 4,
                VolatilityPercent = 14,
            },
            c => readings.Add(c.State.Readings[(int)FeatureId.GammaLevelsProximity].Reading)
        );
        Assert.That(readings[0].IsValid, Is.False);
        Assert.That(readings[^1].IsValid, readings[^1].Text);
        readings.Clear();
        Play(
            new SierraSelection(scid, Options)
            {
                DepthPaths = [depth],
                ChainPath = chain,
                VolatilityPercent = 14,
            },
            c => readings.Add(c.State.Readings[(int)FeatureId.GammaLevelsProximity].Reading)
        );
        Assert.That(readings.All(r => !r.IsValid), "without a basis nothing is made up");
    }

    [Test]
    public void What_cannot_be_played_is_named_with_its_value()
    {
        using var folder = new TemporaryFolder();
        var scid = Tape.Scid(folder.File("ESU23_FUT_CME.scid"), (0.5, 4_400, 2));
        var foreign = Tape.Scid(folder.File("CLZ26.scid"), (0.5, 70, 2));
        var strange = Tape.Depth(folder.File("ESU23_FUT_CME.2023-06-29.depth"), (0.1, 44_000_000f, 10));
        Assert.Multiple(() =>
        {
            Refused(new SierraSelection(foreign, Options), "CLZ26.scid", "ES, MES, NQ, MNQ");
            Refused(new SierraSelection(scid, Options) { PriceMultiplier = 0.01 }, "4400", "×0.01");
            Refused(new SierraSelection(scid, Options) { DepthPaths = [strange] }, "4400002", ".depth");
            Refused(new SierraSelection(scid, Options) { FromUnixMicros = 2_000_000_000_000_000 }, "no trade in the part");
            Refused(new SierraSelection(folder.File("nothing.scid"), Options) { Instrument = "ES" }, "nothing.scid");
        });
    }

    [Test]
    public void The_real_hour_is_what_its_index_says()
    {
        var (core, evaluations) = Play(
            new SierraSelection(Recorded.File("es-2023-12-25/ESH24_FUT_CME.scid"), Options)
            {
                DepthPaths = [Recorded.File("es-2023-12-25/ESH24_FUT_CME.2023-12-25.depth")],
            },
            _ => { }
        );
        var counters = core.Counters;
        Assert.That((counters.TradeRecords, counters.Trades, counters.Lots, counters.BuyLots), Is.EqualTo((6_188, 2_973, 9_892, 5_322)));
        Assert.That(core.Book.BestBid is { Price.Value: 4810 * 4, Lots.Value: 22 } && core.Book.BestAsk.Lots.Value == 28);
        Assert.That(evaluations, Is.EqualTo(3_600));
    }

    private static void Refused(SierraSelection selection, params string[] named)
    {
        var thrown = Assert.Throws<ReplayException>(() => SierraSource.Open(selection, new ReplayRun(1_000)).Dispose());
        foreach (var name in named)
            Assert.That(thrown.Message, Does.Contain(name));
    }

    private static (EngineCore Core, long Evaluations) Play(SierraSelection selection, Action<EngineCore> evaluated)
    {
        var run = new ReplayRun(1_000);
        run.AddExport(new Watching(evaluated));
        using var source = SierraSource.Open(selection, run);
        source.Play(run, CancellationToken.None);
        return (source.Cores.Instruments[0].Core, run.Tallies.Single().Score.Evaluations);
    }

    private sealed class Watching(Action<EngineCore> evaluated) : IReadingExport
    {
        public void Write(InstrumentEngine instrument) => evaluated(instrument.Core);

        public void Dispose() { }
    }
}

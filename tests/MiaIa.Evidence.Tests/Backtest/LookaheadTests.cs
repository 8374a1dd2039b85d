using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Work;
using MiaIa.Projections;
using MiaIa.SierraFiles;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Evidence.Tests.Backtest;

public sealed class LookaheadTests
{
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly DateOnly Tuesday = new(2026, 11, 17);
    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings());

    private MadeUpDays _days = null!;

    [OneTimeSetUp]
    public void Make_days() => _days = new MadeUpDays(45, SyntheticSession.Symbol, Monday, Tuesday);

    [OneTimeTearDown]
    public void Remove_days() => _days.Dispose();

    [Test]
    public void The_engine_reads_the_same_whether_or_not_there_is_a_rest_of_the_day()
    {
        var cuts = LookaheadCheck.Of(DayReader.By(Options), Inputs(Tuesday), 3, 3, _days.Empty("cuts"), CancellationToken.None).ToArray();
        Assert.That(cuts.Select(cut => cut.Seconds), Is.All.GreaterThan(600));
        Assert.That(cuts.SelectMany(cut => cut.Differences), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_days.Root, "cuts")), Is.Empty, "the copies are gone");
    }

    [Test]
    public void A_feature_that_knows_the_last_price_of_the_day_is_found_out_and_no_other()
    {
        var cuts = LookaheadCheck.Of(Leaking, Inputs(Monday), 0, 2, _days.Empty("leak"), CancellationToken.None).ToArray();
        Assert.That(cuts, Has.Length.EqualTo(2));
        foreach (var cut in cuts)
        {
            Assert.That(cut.Differences.Select(difference => difference.Column), Is.EqualTo(["leak"]));
            Assert.That(cut.Differences[0].Rows, Is.EqualTo(cut.Seconds));
        }
    }

    [Test]
    public void Three_days_of_history_are_enough_and_one_is_found_to_be_too_few()
    {
        var path = Path.Combine(_days.Empty("quiet"), "SYNTHETIC-ESZ26_FUT_CME.scid");
        WriteQuietDays(path);
        var inputs = new DayInputs(new DateOnly(2026, 11, 13), "ES", path);
        var one = WarmUpCheck.Of(DayReader.By(Options), inputs, 1, 3, CancellationToken.None);
        var three = WarmUpCheck.Of(DayReader.By(Options), inputs, 3, 4, CancellationToken.None);
        Assert.That(one.Seconds, Is.GreaterThan(60_000).And.EqualTo(three.Seconds));
        Assert.That(one.Differences.Select(difference => difference.Column), Does.Contain("mtf_confluence_score"));
        Assert.That(three.Differences, Is.Empty);
    }

    [Test]
    public void More_history_that_was_not_recorded_is_refused()
    {
        Assert.That(
            () => WarmUpCheck.Of(DayReader.By(Options), Inputs(Tuesday), 3, 6, CancellationToken.None),
            Throws.TypeOf<EvidenceException>().With.Message.Contains("no trade between 6 and 3")
        );
    }

    // A trade every fifteen seconds of every session from Monday, 9 November to Friday: all bars are there, and little is to be read.
    private static void WriteQuietDays(string path)
    {
        using var scid = SierraFormats.Scid.Create(path);
        var calendar = new TradingDays();
        var random = new Random(7);
        var ticks = 24_000;
        for (var date = new DateOnly(2026, 11, 9); date <= new DateOnly(2026, 11, 13); date = date.AddDays(1))
        {
            var session = calendar.Of(date)!.Value;
            for (var micros = session.OpensAt.Micros; micros < session.ClosesAt.Micros; micros += 15_000_000)
            {
                ticks += random.Next(-2, 3);
                var isBuy = random.Next(2) == 0;
                scid.Append(
                    new ScidRecord
                    {
                        SierraMicros = SierraTime.FromUnixMicros(micros),
                        High = (ticks + 1) * 0.25f,
                        Low = (ticks - 1) * 0.25f,
                        Close = ticks * 0.25f,
                        NumTrades = 1,
                        TotalVolume = 3,
                        BidVolume = isBuy ? 0u : 3u,
                        AskVolume = isBuy ? 3u : 0u,
                    }
                );
            }
        }
    }

    // What such a feature would be: it looks at the end of the file for what will have been.
    private static ColumnTable Leaking(DayInputs inputs, int warmUpDays, CancellationToken cancellation)
    {
        var honest = DayReader.By(Options)(inputs, warmUpDays, cancellation);
        using var scid = SierraFormats.Scid.Open(inputs.ScidPath);
        var last = scid.Records().Last().Close;
        return honest with
        {
            Columns = [.. honest.Columns, new TableColumn("leak", Enumerable.Repeat((double)last, honest.Rows).ToArray())],
        };
    }

    private DayInputs Inputs(DateOnly date) => new(date, "ES", _days.ScidPath) { DepthPaths = [_days.DepthPath(date)] };
}

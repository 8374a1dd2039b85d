using MiaIa.Engine.Features;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Tables;
using MiaIa.Evidence.Tests.Work;
using MiaIa.Evidence.Work;
using MiaIa.Projections;
using MiaIa.Replay;
using MiaIa.Replay.Sources;
using MiaIa.SierraFiles;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Evidence.Tests.Backtest;

public sealed class DayRunTests
{
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly DateOnly Tuesday = new(2026, 11, 17);
    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings { CoverageFloor = 0.4 });

    private MadeUpDays _days = null!;

    [OneTimeSetUp]
    public void Make_days() => _days = new MadeUpDays(75, SyntheticSession.Symbol, Monday, Tuesday);

    [OneTimeTearDown]
    public void Remove_days() => _days.Dispose();

    [Test]
    public void The_same_files_give_the_same_bytes()
    {
        var (one, other) = (Made("same-1", Tuesday), Made("same-2", Tuesday));
        var names = Directory.GetFiles(one).Select(Path.GetFileName).Order().ToArray();
        Assert.That(names, Is.EqualTo(Directory.GetFiles(other).Select(Path.GetFileName).Order()));
        Assert.That(names, Does.Contain("readings.parquet").And.Contain("trades.parquet").And.Contain("day.json"));
        Assert.Multiple(() =>
        {
            foreach (var name in names)
                Assert.That(File.ReadAllBytes(Path.Combine(one, name!)), Is.EqualTo(File.ReadAllBytes(Path.Combine(other, name!))), name);
        });
    }

    [Test]
    public void Decides_as_a_core_that_is_fed_by_hand()
    {
        var folder = Made("by-hand", Monday);
        var heard = new Births();
        var selection = new SierraSelection(_days.ScidPath, Options)
        {
            DepthPaths = [_days.DepthPath(Monday)],
            ToUnixMicros = new DateTimeOffset(2026, 11, 16, 22, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000,
        };
        using (var source = SierraSource.Open(selection, heard))
        {
            source.Play(heard, CancellationToken.None);
        }

        var signals = ParquetTable.Read(Path.Combine(folder, "signals.parquet"));
        Assert.That(heard.Born, Is.Not.Empty);
        Assert.That(((long[])signals["born_ns"]).Zip((double[])signals["score"]), Is.EqualTo(heard.Born));
    }

    [Test]
    public void What_lies_behind_the_day_changes_neither_key_nor_files()
    {
        using var alone = new MadeUpDays(30, SyntheticSession.Symbol, Monday);
        using var followed = new MadeUpDays(30, SyntheticSession.Symbol, Monday, Tuesday);
        var (one, other) = (Run(alone, Monday), Run(followed, Monday));
        Assert.That(one.Key, Is.EqualTo(other.Key));
        var (left, right) = (alone.Empty("out"), followed.Empty("out"));
        one.Run(left, NoProgress.Instance, CancellationToken.None);
        other.Run(right, NoProgress.Instance, CancellationToken.None);
        foreach (var path in Directory.GetFiles(left))
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(File.ReadAllBytes(Path.Combine(right, Path.GetFileName(path)))), path);
    }

    [Test]
    public void The_key_depends_on_every_input()
    {
        using var days = new MadeUpDays(2, SyntheticSession.Symbol, Monday, Tuesday);
        var key = Run(days, Tuesday).Key;
        Assert.That(Run(days, Tuesday).Key, Is.EqualTo(key));
        Assert.That(Run(days, Tuesday, warmUpDays: 0).Key, Is.Not.EqualTo(key), "warm-up");
        Assert.That(new DayRun(Inputs(days, Tuesday) with { PriceMultiplier = 1 }, Options).Key, Is.Not.EqualTo(key), "multiplier");
        Assert.That(new DayRun(Inputs(days, Tuesday) with { DepthPaths = [] }, Options).Key, Is.Not.EqualTo(key), "no depth");
        var settings = EngineOptions.From(new EngineSettings { CoverageFloor = 0.61 });
        Assert.That(new DayRun(Inputs(days, Tuesday), settings).Key, Is.Not.EqualTo(key), "settings");
        Flip(days.DepthPath(Tuesday), 64 + 16);
        var withOtherDepth = Run(days, Tuesday).Key;
        Assert.That(withOtherDepth, Is.Not.EqualTo(key), "depth");
        Flip(days.ScidPath, 56 + 36);
        Assert.That(Run(days, Tuesday).Key, Is.Not.EqualTo(withOtherDepth), "a record of the day before");
        Assert.That(
            Run(days, Tuesday, warmUpDays: 0).Key,
            Is.Not.EqualTo(withOtherDepth),
            "and without that day it is another work anyway"
        );
    }

    [Test]
    public void Begins_with_the_bars_of_the_days_before()
    {
        var warm = ParquetTable.Read(Path.Combine(Made("warm", Tuesday), "readings.parquet"));
        var cold = ParquetTable.Read(Path.Combine(Made("cold", Tuesday, warmUpDays: 0), "readings.parquet"));
        Assert.That(warm.Rows, Is.EqualTo(cold.Rows));
        var (warmReady, coldReady) = (Ready(warm), Ready(cold));
        Assert.That(warmReady.Zip(coldReady), Is.All.Matches<(int Warm, int Cold)>(row => row.Warm >= row.Cold));
        Assert.That(warmReady.Sum(), Is.GreaterThan(coldReady.Sum()));
    }

    [Test]
    public void Trades_on_paper_and_what_each_brought_can_be_told_by_its_prices()
    {
        var folder = Made("trades", Monday);
        var trades = ParquetTable.Read(Path.Combine(folder, "trades.parquet"));
        Assert.That(trades.Rows, Is.GreaterThan(0));
        for (var i = 0; i < trades.Rows; i++)
        {
            var sign = ((string?[])trades["direction"])[i] == "long" ? 1 : -1;
            var lots = ((long[])trades["lots"])[i];
            var ticks = sign * (((double[])trades["exit_ticks"])[i] - ((double[])trades["entry_ticks"])[i]) * lots;
            var cents = (ticks * 1250) - (2 * 215 * lots);
            Assert.That(((long[])trades["profit_cents"])[i], Is.EqualTo(cents).Within(0.01));
        }

        var verdicts = ParquetTable.Read(Path.Combine(folder, "verdicts.parquet"));
        var signals = ParquetTable.Read(Path.Combine(folder, "signals.parquet"));
        Assert.That((long[])verdicts["signal_id"], Is.EqualTo((long[])signals["signal_id"]), "each signal was judged");
        var ghosts = ParquetTable.Read(Path.Combine(folder, "ghosts.parquet"));
        Assert.That(ghosts.Rows, Is.GreaterThan(0));
        Assert.That((string?[])ghosts["label"], Is.All.EqualTo("SYNTHETIC"));
    }

    [Test]
    public void The_facts_say_what_was_played()
    {
        var facts = DayFacts.Read(Made("facts", Monday));
        using var scid = SierraFormats.Scid.Open(_days.ScidPath);
        var end = SierraTime.FromUnixMicros(new DateTimeOffset(2026, 11, 16, 22, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000);
        var records = scid.Records().Where(record => record.SierraMicros < end).ToArray();
        Assert.That(facts.TradeRecords, Is.EqualTo(records.Length));
        Assert.That(facts.Lots, Is.EqualTo(records.Sum(record => record.TotalVolume)));
        Assert.That((facts.Date, facts.Instrument, facts.IsWarm), Is.EqualTo(("2026-11-16", "ES", false)));
    }

    [Test]
    public void A_day_that_is_none_and_a_file_without_it_are_refused()
    {
        var saturday = new DateOnly(2026, 11, 21);
        Assert.That(() => Run(_days, saturday), Throws.TypeOf<EvidenceException>().With.Message.Contains("no trading day"));
        var wednesday = Run(_days, new DateOnly(2026, 11, 18));
        Assert.That(
            () => wednesday.Run(_days.Empty("wednesday"), NoProgress.Instance, CancellationToken.None),
            Throws.TypeOf<EvidenceException>().With.Message.Contains("no trade")
        );
    }

    private string Made(string name, DateOnly date, int warmUpDays = DayRun.WarmUpDaysDefault)
    {
        var folder = _days.Empty(name);
        Run(_days, date, warmUpDays).Run(folder, NoProgress.Instance, CancellationToken.None);
        return folder;
    }

    private static DayRun Run(MadeUpDays days, DateOnly date, int warmUpDays = DayRun.WarmUpDaysDefault) =>
        new(Inputs(days, date), Options, warmUpDays);

    private static DayInputs Inputs(MadeUpDays days, DateOnly date) =>
        new(date, "ES", days.ScidPath) { DepthPaths = File.Exists(days.DepthPath(date)) ? [days.DepthPath(date)] : [] };

    private static int[] Ready(ColumnTable readings) =>
        [
            .. Enumerable
                .Range(0, readings.Rows)
                .Select(row => FeatureNames.All.ToArray().Count(feature => ((double?[])readings[feature])[row] is not null)),
        ];

    private static void Flip(string path, long at)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = at;
        var value = stream.ReadByte();
        stream.Position = at;
        stream.WriteByte((byte)(value ^ 1));
    }

    private sealed class Births : IDecisionSink, IReplayListener
    {
        public List<(long, double)> Born { get; } = [];

        public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions)
        {
            foreach (ref readonly var decision in decisions)
            {
                if (decision.Event == SignalEvent.Born)
                    Born.Add((decision.BornAt.Value, decision.Score));
            }
        }

        public void Traded(InstrumentEngine instrument) { }

        public void Looked(InstrumentEngine instrument) { }

        public void Progressed(in ReplayProgress progress) { }
    }
}

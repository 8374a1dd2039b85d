using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Tests.Work;
using MiaIa.Evidence.Work;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Evidence.Tests.Kept;

/// <summary>A day of which another unit has some parts is, byte for byte, the day that was made whole.</summary>
public sealed class SharedPartsTests
{
    private const int AllTaken = KeptParts.Count;
    private const int SameDay = -1;

    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly DateOnly Tuesday = new(2026, 11, 17);
    private static readonly InstrumentSettings Own = new(InstrumentOptions.Es);

    private MadeUpDays _days = null!;
    private DayInputs _inputs = null!;
    private UnitStore _store = null!;

    // Every setting of an instrument, and how many parts of a day that differs in it alone are taken over.
    private static readonly Dictionary<string, (InstrumentSettings Settings, int Taken)> Settings = new(StringComparer.Ordinal)
    {
        [nameof(Own.VolumeLotsMin)] = (new(InstrumentOptions.Es) { VolumeLotsMin = 2_000 }, AllTaken - 1),
        [nameof(Own.LargePrintLots)] = (new(InstrumentOptions.Es) { LargePrintLots = 15 }, AllTaken - 1),
        [nameof(Own.BlockPrintLots)] = (new(InstrumentOptions.Es) { BlockPrintLots = 100 }, AllTaken - 1),
        [nameof(Own.FootprintRowLotsMin)] = (new(InstrumentOptions.Es) { FootprintRowLotsMin = 20 }, AllTaken - 1),
        [nameof(Own.BookDepthLevels)] = (new(InstrumentOptions.Es) { BookDepthLevels = 3 }, AllTaken - 1),
        [nameof(Own.SlopeFloorTicks)] = (new(InstrumentOptions.Es) { SlopeFloorTicks = 300 }, AllTaken - 1),
        [nameof(Own.Patterns)] = (new(InstrumentOptions.Es) { Patterns = [new() { Name = "sweep", Weight = 0.9 }] }, AllTaken - 1),
        [nameof(Own.OptionBackup)] = (new(InstrumentOptions.Es) { OptionBackup = "NONE" }, AllTaken - 1),
        // The levels carry a pattern, and whether a signal may be born.
        [nameof(Own.InterestRate)] = (new(InstrumentOptions.Es) { InterestRate = 0.3 }, AllTaken - 3),
        [nameof(Own.DividendYield)] = (new(InstrumentOptions.Es) { DividendYield = 0.2 }, AllTaken - 3),
        [nameof(Own.Dealers)] = (new(InstrumentOptions.Es) { Dealers = Other(Own.Dealers) }, AllTaken - 3),
        // Nobody has shown that these leave anything as it is.
        [nameof(Own.OptionIndex)] = (new(InstrumentOptions.Es) { OptionIndex = "NDX" }, 0),
        [nameof(Own.FeeUsdASide)] = (new(InstrumentOptions.Es) { FeeUsdASide = 3 }, 0),
        [nameof(Own.TickValueUsd)] = (new(InstrumentOptions.Es) { TickValueUsd = 1 }, 0),
        [nameof(Own.TickSizePoints)] = (new(InstrumentOptions.Es) { TickSizePoints = 0.5m }, 0),
        // These are no matter of readings.
        [nameof(Own.BaseContracts)] = (new(InstrumentOptions.Es) { BaseContracts = 2 }, SameDay),
        [nameof(Own.CeilingContracts)] = (new(InstrumentOptions.Es) { CeilingContracts = 9 }, SameDay),
        [nameof(Own.MarginUsd)] = (new(InstrumentOptions.Es) { MarginUsd = 9 }, SameDay),
        [nameof(Own.FeesFrom)] = (new(InstrumentOptions.Es) { FeesFrom = [new() { From = "2030-01-01", UsdASide = 9 }] }, 0),
        [nameof(Own.StopTicks)] = (new(InstrumentOptions.Es) { StopTicks = 3 }, SameDay),
        [nameof(Own.TargetTicks)] = (new(InstrumentOptions.Es) { TargetTicks = 3 }, SameDay),
        [nameof(Own.HoldMs)] = (new(InstrumentOptions.Es) { HoldMs = 3 }, SameDay),
        [nameof(Own.Risk)] = (new(InstrumentOptions.Es) { Risk = new(new() { RollDays = 9 }) }, SameDay),
        [nameof(Own.Weights)] = (new(InstrumentOptions.Es) { Weights = new([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]) }, SameDay),
        [nameof(Own.Life)] = (new(InstrumentOptions.Es) { Life = new(new() { RearmSeconds = 1 }) }, SameDay),
        [nameof(Own.Tiers)] = (new(InstrumentOptions.Es) { Tiers = new(new() { Weak = 0.01 }) }, SameDay),
    };

    private static IEnumerable<string> Names => Settings.Keys;

    [OneTimeSetUp]
    public void Keep_a_day()
    {
        _days = new MadeUpDays(45, SyntheticSession.Symbol, Monday, Tuesday);
        _inputs = new(Tuesday, "ES", _days.ScidPath)
        {
            DepthPaths = [_days.DepthPath(Tuesday)],
            ChainPath = MadeUpChain.Write(_days.Empty("chains"), Tuesday, new(9, 46)),
            VolatilityPercent = 16.5,
        };
        _store = new UnitStore(_days.Empty("store"));
        Made(_store, Own, 0);
    }

    [OneTimeTearDown]
    public void Remove_days() => _days.Dispose();

    [Test]
    public void Every_setting_is_tried() =>
        Assert.That(
            Settings.Keys.Append(nameof(Own.Name)),
            Is.EquivalentTo(typeof(InstrumentSettings).GetProperties().Select(property => property.Name))
        );

    [TestCaseSource(nameof(Names))]
    public void A_day_that_differs_in_one_setting_is_the_day_made_whole(string setting)
    {
        var (settings, taken) = Settings[setting];
        if (taken == SameDay)
        {
            Assert.That(Run(settings).Key, Is.EqualTo(Run(Own).Key));
            return;
        }

        var whole = new UnitStore(_days.Empty($"whole-{setting}"));
        if (taken > 0)
            Assert.That(Made(_store, settings, taken).Files, Is.EqualTo(Made(whole, settings, 0).Files));
        else
            Assert.That(Run(settings).Keys.Intersect(Run(Own).Keys), Is.Empty);
    }

    [Test]
    public void What_two_days_have_together_is_put_together_without_a_pass()
    {
        var store = new UnitStore(_days.Empty("two"));
        Made(store, With(3, 7), 0);
        Made(store, With(5, 9), AllTaken - 2);
        var events = new Heard();
        var both = Run(With(3, 9));
        Assert.That(store.Run(both, events, CancellationToken.None), Is.EqualTo(UnitOutcome.Made));
        Assert.That((both.Taken, events.Reports), Is.EqualTo((AllTaken, 0)));
        var whole = Made(new UnitStore(_days.Empty("two-whole")), With(3, 9), 0);
        Assert.That(store.Find(both.Id, both.Key)!.Files, Is.EqualTo(whole.Files));
        // Nothing of it lies in the others.
        foreach (var other in (KeptDayRun[])[Run(With(3, 7)), Run(With(5, 9))])
            Directory.Delete(store.FolderOf(other.Id), recursive: true);
        Assert.That(KeptDayRun.ReadRows(store.FolderOf(both.Id), both.Key).Sum(block => block.Rows), Is.GreaterThan(10_000));
        Assert.That(KeptDayRun.ReadSeconds(store.FolderOf(both.Id), both.Key).Count, Is.GreaterThan(40 * 60));

        static InstrumentSettings With(int levels, double slope) =>
            new(InstrumentOptions.Es) { BookDepthLevels = levels, SlopeFloorTicks = slope };
    }

    [Test]
    public void A_part_that_has_other_bytes_by_now_is_made_and_not_taken()
    {
        var store = new UnitStore(_days.Empty("damaged"));
        var own = Made(store, Own, 0);
        var damaged = Path.Combine(store.FolderOf(own.Unit), KeptParts.RowsOf(6));
        var bytes = File.ReadAllBytes(damaged);
        bytes[^20] ^= 1;
        File.WriteAllBytes(damaged, bytes);
        var settings = Settings[nameof(Own.SlopeFloorTicks)].Settings;
        var whole = Made(new UnitStore(_days.Empty("damaged-whole")), settings, 0);
        Assert.That(Made(store, settings, AllTaken - 2).Files, Is.EqualTo(whole.Files));
    }

    private UnitRecord Made(UnitStore store, InstrumentSettings settings, int taken)
    {
        var run = Run(settings);
        Assert.That(store.Run(run, NoProgress.Instance, CancellationToken.None), Is.EqualTo(UnitOutcome.Made));
        Assert.That(run.Taken, Is.EqualTo(taken), "parts that were taken over");
        return store.Find(run.Id, run.Key)!;
    }

    private KeptDayRun Run(InstrumentSettings settings) =>
        new(_inputs, EngineOptions.From(new EngineSettings { Instruments = [settings] }), 1);

    private static DealerPosition Other(DealerPosition dealers) => Enum.GetValues<DealerPosition>().First(one => one != dealers);

    private sealed class Heard : IProgress<WorkProgress>
    {
        public int Reports { get; private set; }

        public void Report(WorkProgress value) => Reports++;
    }
}

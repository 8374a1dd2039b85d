using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Days;
using MiaIa.Evidence.Shards.Sets;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Output;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Tests.Sweeps;
using MiaIa.Evidence.Tests.Work;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Evidence.Tests.Shards;

/// <summary>Constants of features as parameters of a plan give what settings files with the same constants give one by one.</summary>
public sealed class SweptConstantsTests
{
    private const int AllTaken = KeptParts.Count;

    private static readonly SweepPlan Plan = KeptDays.Plan with
    {
        Parameters =
        [
            // At so many contracts a minute the feature is never ready; it has weight enough for that to be seen.
            new("features.VolumeLotsMin", [30, 2_000], 0, 0),
            new("weights.volume_confirmation", [0.5], 0, 0),
            .. KeptDays.Plan.Parameters.Where(one => one.Name != "hold_ms"),
            new("features.BookDepthLevels", [1, 5], 0, 0),
        ],
        Winners = 6,
    };

    private MadeUpDays _days = null!;
    private RecordedDay[] _recorded = null!;
    private KeptVersions _kept = null!;
    private readonly List<int> _taken = [];
    private readonly List<PlanFolder> _folders = [];
    private string _store = null!;

    [OneTimeSetUp]
    public void Keep()
    {
        DateOnly[] dates = [.. Enumerable.Range(16, 3).Select(day => new DateOnly(2026, 11, day))];
        _days = new MadeUpDays(40, SyntheticSession.Symbol, dates);
        _recorded =
        [
            .. dates.Select(date => new RecordedDay(date, "ES", "ESZ26")
            {
                ScidPath = _days.ScidPath,
                DepthPaths = [_days.DepthPath(date)],
            }),
        ];
        _store = _days.Empty("kept");
        var versions = Plan.Versions(InstrumentOptions.Es, 1, 100);
        foreach (var plan in KeptDayWork.PlansOf(_recorded, "", 0, versions))
        {
            var folder = PlanFolder.Write(_store, plan, _folders.Count);
            _folders.Add(folder);
            foreach (var shard in folder.Plan.Shards)
            {
                // As another machine does it: all that it knows is the plan.
                var run = (KeptDayRun)new KeptDayWork().Open(PlanFolder.Open(folder.PlanPath).Plan, shard);
                Assert.That((run.Id, run.Key), Is.EqualTo((shard.Unit, shard.Key)));
                folder.Units.Run(run, NoProgress.Instance, CancellationToken.None);
                _taken.Add(run.Taken);
            }
        }

        _kept = KeptDayWork.Gather(_folders, versions);
    }

    [OneTimeTearDown]
    public void Remove() => _days.Dispose();

    [Test]
    public void Only_what_a_constant_touches_is_written_anew()
    {
        // The first version whole, two with one part of their own, and one that has its two parts from those.
        Assert.That(_taken, Is.EqualTo([0, 0, 0, .. Enumerable.Repeat(AllTaken - 1, 6), AllTaken, AllTaken, AllTaken]).AsCollection);
        Assert.That((_kept.Count, _kept.Days.Count), Is.EqualTo((4, 3)));
    }

    [Test]
    public async Task Every_set_is_what_it_is_with_a_settings_file_of_its_constants()
    {
        var swept = await Shards("swept", "").SweepAsync(Plan, _kept, CancellationToken.None);
        Assert.That(swept!.SetsTried, Is.EqualTo(16), "a combination of constants is a set like any other");
        var pairs = swept
            .Sets.GroupBy(set => string.Join(' ', set.Parameters.Where(one => one.Key != "features.VolumeLotsMin")))
            .Select(pair => pair.Select(Text).Distinct().Count());
        Assert.That(pairs, Has.Some.EqualTo(2), "the constant matters");
        var seen = 0;
        foreach (var (lots, levels) in ((int, int)[])[(30, 1), (30, 5), (2_000, 1), (2_000, 5)])
        {
            var (settings, kept) = Set(lots, levels);
            var plan = Plan with
            {
                Parameters = [.. Plan.Parameters.Where(one => !one.Name.StartsWith("features.", StringComparison.Ordinal))],
            };
            var screened = await Shards($"screened-{lots}-{levels}", settings).SweepAsync(plan, kept, CancellationToken.None);
            var played = await Shards($"played-{lots}-{levels}", settings)
                .SweepAsync(plan with { IsExact = true }, kept, CancellationToken.None);
            bool IsOfThem(SetResult set) =>
                (double)set.Parameters["features.VolumeLotsMin"] == lots && (double)set.Parameters["features.BookDepthLevels"] == levels;
            foreach (var set in swept.Sets.Where(IsOfThem))
            {
                Assert.That(Text(set), Is.EqualTo(Text(Same(screened!.Sets, set))));
                seen++;
            }

            foreach (var winner in swept.Winners.Where(winner => IsOfThem(winner.Result)))
                Assert.That(Text(winner.Result), Is.EqualTo(Text(Same(played!.Sets, winner.Result))));
        }

        Assert.That(seen, Is.EqualTo(swept.Sets.Count).And.GreaterThan(8));
        // The line over features counts each reading once: two features are there with two constants each.
        Assert.That(swept.Features, Has.Count.EqualTo(12));
        Assert.That(
            swept.Features.Select(one => one.Constants).Where(text => text.Length > 0),
            Is.EquivalentTo(["VolumeLotsMin 30", "VolumeLotsMin 2000", "BookDepthLevels 1", "BookDepthLevels 5"])
        );
    }

    [TestCase(3)]
    [TestCase(1)]
    public async Task Blocks_say_what_one_piece_says(int setsAShard)
    {
        var whole = await new Sweep(Plan, InstrumentOptions.Es, _kept, new TrialsHere()).RunAsync(CancellationToken.None);
        var cut = await Shards($"cut-{setsAShard}", "", setsAShard).SweepAsync(Plan, _kept, CancellationToken.None);
        Assert.That(SweepFiles.Json(TrialsHere.WithoutFiles(cut!)), Is.EqualTo(SweepFiles.Json(whole!)));
    }

    [Test]
    public async Task A_walk_forward_judges_by_the_readings_of_the_set_that_it_chose()
    {
        foreach (var select in (SelectionRule[])[SelectionRule.Profit, SelectionRule.MeanTrade, SelectionRule.ProfitFactor])
        {
            var walk = await Shards($"walk-{select}", "").WalkForwardAsync(Plan with { Select = select }, _kept, CancellationToken.None);
            var window = walk!.Windows.Single();
            var values = SetDesign.Of(Plan, InstrumentOptions.Es).Values[window.Set!.Value - 1];
            var (settings, kept) = Set((int)values[0], (int)values[^1]);
            var plan = Plan with
            {
                IsExact = true,
                Select = SelectionRule.Profit,
                TradesMin = 0,
                Parameters = [.. Plan.Parameters.Skip(1).SkipLast(1).Select((one, i) => one with { Values = [values[i + 1]] })],
            };
            var last = await Shards($"last-{select}", settings)
                .SweepAsync(plan, KeptVersions.Of([.. kept.Days.Skip(2)]), CancellationToken.None);
            Assert.That(
                (window.TestTrades, window.TestCents),
                Is.EqualTo((last!.Sets.Sum(set => set.Won.Count), last.Sets.Sum(set => set.Cents)))
            );
        }
    }

    [TestCase(0)]
    [TestCase(5)]
    [TestCase(15)]
    public async Task What_is_chosen_is_judged_on_the_day_with_its_own_constants(int best)
    {
        var trials = new OneWins(best);
        var walk = await WalkForward.RunAsync(Plan, InstrumentOptions.Es, _kept, trials, CancellationToken.None);
        Assert.That(walk!.Windows.Single().Set, Is.EqualTo(best + 1));
        var version = SetDesign.Of(Plan, InstrumentOptions.Es).VersionOf[best];
        Assert.That(trials.Judged!.Days.Single().Day, Is.SameAs(_kept.Of(version, 2)));
        Assert.That(trials.Judged.Sets.Single().Number, Is.EqualTo(best + 1));
    }

    // The days by a settings file: they have the keys of the plan's, so that they are there.
    private (string Settings, KeptVersions Kept) Set(int lots, int levels)
    {
        var settings = Path.Combine(_days.Root, FormattableString.Invariant($"settings-{lots}-{levels}.json"));
        File.WriteAllText(
            settings,
            FormattableString.Invariant(
                $$"""{ "Instruments": [ { "Name": "ES", "VolumeLotsMin": {{lots}}, "BookDepthLevels": {{levels}} } ] }"""
            )
        );
        FeatureVersion[] own = [FeatureVersion.AsSet];
        var folder = PlanFolder.Write(_store, KeptDayWork.PlansOf(_recorded, settings, 0, own).Single(), 9);
        Assert.That(folder.Missing(), Is.Empty);
        Assert.That(folder.Plan.Shards[0].Inputs[^1].Path, Is.EqualTo(settings), "whoever does a day needs them");
        return (settings, KeptDayWork.Gather([folder], own));
    }

    private SweepShards Shards(string name, string settings, int? setsAShard = null) =>
        new(Path.Combine(_days.Root, name), settings, setsAShard, KeptDays.CarryAsync);

    private static SetResult Same(IEnumerable<SetResult> sets, SetResult set) =>
        sets.Single(other => other.Parameters.All(one => set.Parameters[one.Key].Equals(one.Value)));

    private static string Text(SetResult set) => SweepFiles.Json(set with { Set = 0, Parameters = new Dictionary<string, object>() });

    // Whatever it is asked, one set alone earns something.
    private sealed class OneWins(int best) : ISetTrials
    {
        internal TrialRequest? Judged { get; private set; }

        public Task<SweepTable?> TryAsync(TrialRequest request, CancellationToken cancellation)
        {
            if (request.Name == "judged")
                Judged = request;
            SetDays[] days = [.. request.Days.Select(tried => tried.Day.Date).Distinct().Select(_ => (SetDays)Read)];
            return Task.FromResult<SweepTable?>(new(request.Sets.Count, days, []));

            IEnumerable<SetDay> Read(int first, int count) => request.Sets.Skip(first).Take(count).Select(set => DayOf(set.Number));
        }

        private SetDay DayOf(int number) => new(1, 0, [default(SetTrade) with { Cents = number == best + 1 ? 1_000 : -1_000 }]);
    }
}

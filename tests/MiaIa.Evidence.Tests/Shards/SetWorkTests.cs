using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Known;
using MiaIa.Evidence.Shards.Sets;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Output;
using MiaIa.Evidence.Tests.Sweeps;
using MiaIa.Evidence.Tests.Work;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Tests.Shards;

/// <summary>A sweep in shards says what a sweep in one piece says, byte for byte, however its sets are cut and whoever does them how often.</summary>
public sealed class SetWorkTests
{
    private KeptDays _days = null!;

    [OneTimeSetUp]
    public async Task Keep() => _days = await KeptDays.MakeAsync(4, 60);

    [OneTimeTearDown]
    public void Remove() => _days.Dispose();

    [TestCase(false, null, 4, 4, TestName = "As it is by itself")]
    [TestCase(false, 3, 12, 4, TestName = "Screened in blocks of three")]
    [TestCase(false, 1, 32, 12, TestName = "Screened one by one")]
    [TestCase(true, 3, 12, 12, TestName = "Every set at every change in blocks of three")]
    public async Task A_sweep_in_shards_is_the_sweep_in_one_piece(bool isExact, int? setsAShard, int first, int last)
    {
        var plan = KeptDays.Plan with { IsExact = isExact };
        var whole = await new Sweep(plan, InstrumentOptions.Es, _days.Versions, new TrialsHere()).RunAsync(CancellationToken.None);
        Assert.That(whole!.Winners.Sum(winner => winner.Result.Births), Is.Positive, "signals were born");
        var shards = new List<int>();
        var cut = await _days
            .Shards($"sweep-{isExact}-{setsAShard}", setsAShard, Counting)
            .SweepAsync(plan, _days.Versions, CancellationToken.None);
        Assert.That(SweepFiles.Json(TrialsHere.WithoutFiles(cut!)), Is.EqualTo(SweepFiles.Json(whole)));
        Assert.That((shards[0], shards[^1]), Is.EqualTo((first, last)));

        Task<CarryResult> Counting(PlanFolder folder, CancellationToken cancellation)
        {
            shards.Add(folder.Plan.Shards.Count);
            return KeptDays.CarryAsync(folder, cancellation);
        }
    }

    [TestCase(false, "screened")]
    [TestCase(true, "played")]
    public async Task So_is_a_walk_forward(bool isExact, string first)
    {
        var (trials, plan) = (new TrialsHere(), KeptDays.Plan with { IsExact = isExact });
        var whole = await WalkForward.RunAsync(plan, InstrumentOptions.Es, _days.Versions, trials, CancellationToken.None);
        Assert.That(whole!.Windows.Select(window => window.Set), Is.All.Not.Null);
        Assert.That(trials.Asked.Select(one => one.Name), Is.EqualTo([first, "judged"]), "what judges is asked for at once");
        var cut = await _days.Shards($"walk-{isExact}", 3).WalkForwardAsync(plan, _days.Versions, CancellationToken.None);
        Assert.That(SweepFiles.Json(cut!), Is.EqualTo(SweepFiles.Json(whole)));
    }

    [Test]
    public async Task A_shard_that_many_do_at_once_has_the_bytes_of_one_done_alone_and_one_that_is_stopped_leaves_nothing()
    {
        var (alone, together) = (Planned("alone", 2), Planned("together", 2));
        var run = new ShardRun(alone, KnownWork.All);
        using (var stopped = new CancellationTokenSource())
        {
            stopped.Cancel();
            Assert.That(() => run.Run(1, NoProgress.Instance, stopped.Token), Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That(alone.Missing(), Has.Count.EqualTo(alone.Plan.Shards.Count), "nothing half done counts");
        for (var index = 0; index < run.Count; index++)
            Assert.That(run.Run(index, NoProgress.Instance, CancellationToken.None).Ending, Is.EqualTo(ShardEnding.Made));
        // Each opens the plan by itself, as a machine does; two and two are at the same shard.
        using var beside = new Barrier(4);
        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(place => Task.Factory.StartNew(() => DoAll(place / 2), TaskCreationOptions.LongRunning))
        );
        foreach (var shard in alone.Plan.Shards)
        {
            Assert.That(
                File.ReadAllBytes(Path.Combine(together.Units.FolderOf(shard.Unit), "unit.json")),
                Is.EqualTo(File.ReadAllBytes(Path.Combine(alone.Units.FolderOf(shard.Unit), "unit.json"))),
                shard.Unit
            );
            Assert.That(together.Units.Find(shard.Unit, shard.Key), Is.Not.Null);
        }

        void DoAll(int from)
        {
            var own = new ShardRun(PlanFolder.Open(together.PlanPath), KnownWork.All);
            var results = new List<ShardResult>();
            for (var i = 0; i < own.Count; i++)
            {
                beside.SignalAndWait();
                results.Add(own.Run((from + i) % own.Count, NoProgress.Instance, CancellationToken.None));
            }

            Assert.That(results.Where(result => !result.IsDone), Is.Empty);
        }
    }

    [Test]
    public void The_plan_names_what_a_shard_reads_and_the_folders_that_a_machine_needs()
    {
        var folder = Planned("named", 4);
        Assert.That(folder.Plan.Shards, Has.Count.EqualTo(8), "two blocks for each of four days");
        // Of a day's readings that is the file with their hashes.
        var inputs = folder.Plan.Shards.Select(shard => shard.Inputs.Single()).ToArray();
        Assert.That(inputs[5].Path, Is.EqualTo(Path.Combine(_days.Kept[2].Folder, "unit.json")));
        Assert.That(inputs[5].Length, Is.EqualTo(new FileInfo(inputs[5].Path).Length));
        Assert.That(folder.Needed(), Is.EqualTo([folder.Folder, Path.Combine(_days.Root, "kept", "units")]));

        var settings = Path.Combine(_days.Root, "appsettings.json");
        File.WriteAllText(settings, "{}");
        var withSettings = SetWork.PlanOf(RequestOf(false), settings, 4).Shards[0];
        Assert.That(withSettings.Inputs[^1].Path, Is.EqualTo(settings));
        Assert.That(withSettings.Key, Is.EqualTo(folder.Plan.Shards[0].Key), "what they say counts, not where they lie");
    }

    [Test]
    public void A_block_hangs_on_its_own_sets_and_not_on_the_risk_that_they_are_traded_with()
    {
        var keys = KeysOf(RequestOf(false));
        var risky = InstrumentOptions.Es with
        {
            Trading = new()
            {
                MarginCents = 9_900,
                Risk = new() { RollDays = 3 },
            },
        };
        Assert.That(KeysOf(RequestOf(false) with { Instrument = risky }), Is.EqualTo(keys));
        var costly = InstrumentOptions.Es with { Trading = new() { Fees = [new(DateOnly.MinValue, 300)] } };
        Assert.That(KeysOf(RequestOf(false) with { Instrument = costly }).Intersect(keys), Is.Empty);
        var later = InstrumentOptions.Es with { Signals = new() { RearmSeconds = 3 } };
        Assert.That(KeysOf(RequestOf(false) with { Instrument = later }).Intersect(keys), Is.Empty);
        Assert.That(KeysOf(RequestOf(true)).Intersect(keys), Is.Empty);

        var request = RequestOf(false);
        TriedSet[] other = [.. request.Sets.SkipLast(1), request.Sets[^1] with { Values = [0.3, 0.05, 3_000, 0.12, 10] }];
        var moved = KeysOf(request with { Sets = other });
        Assert.That(
            moved.Zip(keys).Select(pair => pair.First == pair.Second),
            Is.EqualTo([true, false, true, false, true, false, true, false])
        );
    }

    [Test]
    public void Readings_that_are_not_those_of_the_plan_are_refused()
    {
        var (folder, kept) = (Planned("changed", 8), _days.Kept[0].Folder);
        var record = Path.Combine(kept, "unit.json");
        var before = File.ReadAllText(record);
        try
        {
            // As of another machine, which made other bytes of the same key.
            var at = before.IndexOf("\"sha256\": \"", StringComparison.Ordinal) + 11;
            File.WriteAllText(record, string.Concat(before.AsSpan(0, at), new string('0', 64), before.AsSpan(at + 64)));
            var result = new ShardRun(folder, KnownWork.All).Run(0, NoProgress.Instance, CancellationToken.None);
            Assert.That(
                (result.Ending, result.Message.Contains("another key here")),
                Is.EqualTo((ShardEnding.Failed, true)),
                result.Message
            );
            File.WriteAllText(record, before.Replace(_days.Kept[0].Key, "kept-0", StringComparison.Ordinal));
            result = new ShardRun(folder, KnownWork.All).Run(0, NoProgress.Instance, CancellationToken.None);
            Assert.That((result.Ending, result.Message.Contains("are not those")), Is.EqualTo((ShardEnding.Failed, true)), result.Message);
        }
        finally
        {
            File.WriteAllText(record, before);
        }
    }

    [Test]
    public async Task A_damaged_product_is_told_and_never_gathered()
    {
        var folder = Planned("damaged", 8);
        Assert.That((await KeptDays.CarryAsync(folder, CancellationToken.None)).IsWhole);
        var path = Path.Combine(folder.Units.FolderOf(folder.Plan.Shards[2].Unit), "sets.kept");
        var bytes = await File.ReadAllBytesAsync(path);
        Assert.That(SetWork.Gather(folder).Sets, Is.EqualTo(8));
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        Assert.That(() => SetWork.Gather(folder), Throws.TypeOf<EvidenceException>().With.Message.Contains("sets.kept is damaged"));
    }

    [Test]
    public async Task Nothing_is_said_before_all_shards_are_done()
    {
        var isFirst = true;
        var shards = _days.Shards("elsewhere", 3, OneOnly);
        Assert.That(await shards.SweepAsync(KeptDays.Plan, _days.Versions, CancellationToken.None), Is.Null);
        isFirst = false;
        Assert.That(await shards.SweepAsync(KeptDays.Plan, _days.Versions, CancellationToken.None), Is.Not.Null);

        Task<CarryResult> OneOnly(PlanFolder folder, CancellationToken cancellation)
        {
            if (!isFirst)
                return KeptDays.CarryAsync(folder, cancellation);
            new ShardRun(folder, KnownWork.All).Run(0, NoProgress.Instance, cancellation);
            return Task.FromResult(new CarryResult(folder.Plan.Shards.Count, [new("other", ShardEnding.TryAgain)], true, []));
        }
    }

    private PlanFolder Planned(string name, int setsAShard, bool isExact = false) =>
        PlanFolder.Write(Path.Combine(_days.Root, name), SetWork.PlanOf(RequestOf(isExact), "", setsAShard));

    private static string[] KeysOf(TrialRequest request) => [.. SetWork.PlanOf(request, "", 4).Shards.Select(shard => shard.Key)];

    // As a sweep asks for it.
    private TrialRequest RequestOf(bool isExact)
    {
        var trials = new Asked();
        var plan = KeptDays.Plan with { IsExact = isExact };
        Assert.That(new Sweep(plan, InstrumentOptions.Es, _days.Versions, trials).RunAsync(CancellationToken.None).Result, Is.Null);
        return trials.Request!;
    }

    private sealed class Asked : ISetTrials
    {
        public TrialRequest? Request { get; private set; }

        public Task<SweepTable?> TryAsync(TrialRequest request, CancellationToken cancellation)
        {
            Request = request;
            return Task.FromResult<SweepTable?>(null);
        }
    }
}

using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Host.Settings;
using MiaIa.Engine.Pipeline;
using MiaIa.Replay;
using MiaIa.Replay.Sources;
using MiaIa.SierraFiles.Synthetic;

namespace Golden;

/// <summary>
/// Golden replays: two tapes, how many signals they bear, and a hash over everything that the decisions say. A hash changes with any
/// change of a formula, a constant or an order of sums, and that is its purpose. To renew one: run the test, read the hash that it
/// found, and say in the commit that puts it here what decides differently now and why that is right. A change that nobody
/// can explain is a fault.
/// </summary>
public sealed class DecisionHashTests
{
    // A floor that tapes without options reach; the demo uses it too.
    private const double CoverageFloor = 0.30;

    private const long SyntheticBorn = 4;
    private const string SyntheticHash = "80e46626dff6327c";
    private const long RealHourBorn = 13;
    private const string RealHourHash = "89e10c988ccf47fa";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("miaia-golden-hash-");
    private SyntheticFiles _synthetic = null!;

    [OneTimeSetUp]
    public void MakeTheSession() => _synthetic = SyntheticSession.Write(_folder.FullName, seed: 7);

    [OneTimeTearDown]
    public void RemoveIt() => _folder.Delete(recursive: true);

    [Test]
    public void The_made_up_session_decides_as_it_always_did_twice_running()
    {
        var (born, hash) = Play(_synthetic.ScidPath, _synthetic.DepthPath, Options());
        Assert.That((born, hash), Is.EqualTo((SyntheticBorn, SyntheticHash)));
        Assert.That(Play(_synthetic.ScidPath, _synthetic.DepthPath, Options()).Hash, Is.EqualTo(hash));
    }

    [Test]
    public void The_real_hour_decides_as_it_always_did_twice_running()
    {
        var (scid, depth) = (RecordedHour.ScidPath, RecordedHour.DepthPath);
        var (born, hash) = Play(scid, depth, RealHourOptions());
        Assert.That((born, hash), Is.EqualTo((RealHourBorn, RealHourHash)));
        Assert.That(Play(scid, depth, RealHourOptions()).Hash, Is.EqualTo(hash));
    }

    [Test]
    public void A_change_of_one_constant_changes_the_hash()
    {
        var plain = Play(_synthetic.ScidPath, _synthetic.DepthPath, Options()).Hash;
        var changed = Options();
        changed = changed with { Features = changed.Features with { DeltaGain = 2.21 } };
        Assert.That(Play(_synthetic.ScidPath, _synthetic.DepthPath, changed).Hash, Is.Not.EqualTo(plain));
    }

    private static InstrumentOptions Options() => EngineOptions.From(new EngineSettings { CoverageFloor = CoverageFloor }).Instruments[0];

    // A quiet hour of Christmas night: only lower limits make it bear signals, and without signals the hash says nothing.
    private static InstrumentOptions RealHourOptions()
    {
        var options = Options();
        return options with
        {
            Confluence = options.Confluence with { Tiers = new() { Weak = 0.06, Good = 0.10, Strong = 0.13, Premium = 0.16 } },
            Signals = options.Signals with { RearmMargin = 0.05 },
        };
    }

    private static (long Born, string Hash) Play(string scid, string depth, InstrumentOptions options)
    {
        var run = new ReplayRun(1_000);
        using var source = SierraSource.Open(new SierraSelection(scid, new EngineOptions([options], EngineOptions.BuildVersion)) { DepthPaths = [depth] }, run);
        source.Play(run, CancellationToken.None);
        return (run.Tallies.Single().Signals.Born, source.Cores.DecisionHash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
    }
}

using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay;
using MiaIa.Replay.Sources;

namespace Golden;

/// <summary>
/// Golden replays: two tapes, how many signals they bear, and a hash over everything that the decisions say. A hash changes with any
/// change of a formula, a constant or an order of sums, and that is its purpose. To renew one: run the test, read the hash that it
/// found, and say in the commit that puts it here what decides differently now and why that is right. A change that nobody
/// can explain is a fault.
/// </summary>
public sealed class DecisionHashTests : GoldenTapes
{
    // A floor that tapes without options reach; the demo uses it too.
    private const double CoverageFloor = 0.30;

    private const string SyntheticSignals = "born 4, raised 5, demoted 3, ended 4";
    private const string SyntheticHash = "13740d76dbe6af4c";
    private const string RealHourSignals = "born 9, raised 11, demoted 11, ended 9";
    private const string RealHourHash = "1452f9da52bea67e";

    [Test]
    public void The_made_up_session_decides_as_it_always_did_twice_running()
    {
        var (signals, hash) = Play(Session.ScidPath, Session.DepthPath, Options());
        Assert.That((signals, hash), Is.EqualTo((SyntheticSignals, SyntheticHash)));
        Assert.That(Play(Session.ScidPath, Session.DepthPath, Options()).Hash, Is.EqualTo(hash));
    }

    [Test]
    public void The_real_hour_decides_as_it_always_did_twice_running()
    {
        var (scid, depth) = (RecordedHour.ScidPath, RecordedHour.DepthPath);
        var (signals, hash) = Play(scid, depth, OfAQuietHour(Options()));
        Assert.That((signals, hash), Is.EqualTo((RealHourSignals, RealHourHash)));
        Assert.That(Play(scid, depth, OfAQuietHour(Options())).Hash, Is.EqualTo(hash));
    }

    [Test]
    public void A_change_of_one_constant_changes_the_hash()
    {
        var plain = Play(Session.ScidPath, Session.DepthPath, Options()).Hash;
        var changed = Options();
        changed = changed with { Features = changed.Features with { DeltaGain = 2.21 } };
        Assert.That(Play(Session.ScidPath, Session.DepthPath, changed).Hash, Is.Not.EqualTo(plain));
    }

    private static InstrumentOptions Options() => EngineOptions.From(new EngineSettings { CoverageFloor = CoverageFloor }).Instruments[0];

    private static (string Signals, string Hash) Play(string scid, string depth, InstrumentOptions options)
    {
        var run = new ReplayRun(1_000);
        using var source = SierraSource.Open(
            new SierraSelection(scid, new EngineOptions([options], EngineOptions.BuildVersion)) { DepthPaths = [depth] },
            run
        );
        source.Play(run, CancellationToken.None);
        return (
            SignalsOf(run.Tallies.Single()),
            source.Cores.DecisionHash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)
        );
    }
}

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

    private const long SyntheticBorn = 4;
    private const string SyntheticHash = "80e46626dff6327c";
    private const long RealHourBorn = 13;
    private const string RealHourHash = "89e10c988ccf47fa";

    [Test]
    public void The_made_up_session_decides_as_it_always_did_twice_running()
    {
        var (born, hash) = Play(Session.ScidPath, Session.DepthPath, Options());
        Assert.That((born, hash), Is.EqualTo((SyntheticBorn, SyntheticHash)));
        Assert.That(Play(Session.ScidPath, Session.DepthPath, Options()).Hash, Is.EqualTo(hash));
    }

    [Test]
    public void The_real_hour_decides_as_it_always_did_twice_running()
    {
        var (scid, depth) = (RecordedHour.ScidPath, RecordedHour.DepthPath);
        var (born, hash) = Play(scid, depth, OfAQuietHour(Options()));
        Assert.That((born, hash), Is.EqualTo((RealHourBorn, RealHourHash)));
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

    private static (long Born, string Hash) Play(string scid, string depth, InstrumentOptions options)
    {
        var run = new ReplayRun(1_000);
        using var source = SierraSource.Open(
            new SierraSelection(scid, new EngineOptions([options], EngineOptions.BuildVersion)) { DepthPaths = [depth] },
            run
        );
        source.Play(run, CancellationToken.None);
        return (
            run.Tallies.Single().Signals.Born,
            source.Cores.DecisionHash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)
        );
    }
}

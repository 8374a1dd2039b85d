using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Signals;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Tests.Kept;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Evidence.Tests.Screening;

/// <summary>Kept rows give what the core itself decides, whatever weights, tiers, floors, times, stops and targets it is given.</summary>
public sealed class ExactPlayerTests
{
    private DirectoryInfo _folder = null!;
    private SyntheticFiles _files = null!;
    private PlayedDay _kept = null!;

    [OneTimeSetUp]
    public void Keep()
    {
        _folder = Directory.CreateTempSubdirectory("miaia-exact-");
        _files = SyntheticSession.Write(_folder.FullName, 7, 150);
        _kept = PlayedDay.Play(_files.ScidPath, _files.DepthPath, InstrumentOptions.Es, isKept: true);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Delete(recursive: true);

    private static IEnumerable<TestCaseData> Sets()
    {
        var es = InstrumentOptions.Es;
        yield return new TestCaseData(es).SetArgDisplayNames("as they ship");
        yield return new TestCaseData(Low(es)).SetArgDisplayNames("low tiers");
        yield return new TestCaseData(
            Low(es) with
            {
                Signals = es.Signals with { HoldMillis = 0, RearmSeconds = 0, RearmMargin = 0 },
            }
        ).SetArgDisplayNames("no times at all");
        yield return new TestCaseData(
            Low(es) with
            {
                Confluence = Low(es).Confluence with { Weights = [0, 0.3, 0.2, 0.2, 0.1, 0.1, 0.03, 0, 0.05, 0.02] },
                Signals = es.Signals with { HoldMillis = 750, CoverageFloor = 0.9, StopTicks = 5, TargetTicks = 7, TimeToLiveSeconds = 20 },
            }
        ).SetArgDisplayNames("other weights");
        yield return new TestCaseData(
            InstrumentOptions.Es with
            {
                Signals = es.Signals with { BaseContracts = 4, CeilingContracts = 8 },
            }
        ).SetArgDisplayNames("WEAK is tradeable");
    }

    private static InstrumentOptions Low(InstrumentOptions es) =>
        es with
        {
            Confluence = es.Confluence with
            {
                Tiers = new()
                {
                    Weak = 0.04,
                    Good = 0.08,
                    Strong = 0.12,
                    Premium = 0.2,
                },
            },
        };

    [TestCaseSource(nameof(Sets))]
    public void A_made_up_day_gives_the_core_s_own_signals_and_ghosts(InstrumentOptions options) =>
        Compare(PlayedDay.Play(_files.ScidPath, _files.DepthPath, options), _kept, options, isSignalNeeded: true);

    [Test]
    public void So_does_the_recorded_hour()
    {
        var scid = Recorded.File("es-2023-12-25/ESH24_FUT_CME.scid");
        var depth = Recorded.File("es-2023-12-25/ESH24_FUT_CME.2023-12-25.depth");
        var kept = PlayedDay.Play(scid, depth, InstrumentOptions.Es, isKept: true);
        var low = Low(InstrumentOptions.Es) with
        {
            Signals = new() { HoldMillis = 750, CoverageFloor = 0.2 },
        };
        foreach (var options in new[] { InstrumentOptions.Es, low })
            Compare(PlayedDay.Play(scid, depth, options), kept, options, isSignalNeeded: options == low);
    }

    [Test]
    public void There_is_one_row_an_event()
    {
        // And one for the fee, and one for the book that stood.
        Assert.That(_kept.Blocks().Sum(block => (long)block.Rows), Is.InRange(_kept.Events, _kept.Events + 2));
        TestContext.Out.WriteLine(
            $"{_kept.Events} events, {_kept.Rows.Sum(part => (long)part.Length)} and {_kept.Seconds.Sum(part => (long)part.Length)} bytes kept of {_files.ScidPath.Length + new FileInfo(_files.DepthPath).Length}"
        );
    }

    private static void Compare(PlayedDay core, PlayedDay kept, InstrumentOptions options, bool isSignalNeeded)
    {
        var decisions = new List<Decision>();
        var player = new ExactPlayer(new(1, options.Confluence, options.Signals), InstrumentOptions.Es, decisions.Add);
        foreach (var block in kept.Blocks())
            player.Play(block);
        Assert.That(decisions.Select(Told), Is.EqualTo(core.Decisions.Select(Told)));
        Assert.That(decisions.Any(decision => decision.Event == SignalEvent.Born), Is.EqualTo(isSignalNeeded));
        Assert.That(
            player.Result.Trades,
            Is.EqualTo(
                core.Trips.OrderBy(trip => trip.OpenedAt)
                    .Select(trip => new SetTrade(
                        trip.OpenedAt,
                        trip.ClosedAt,
                        trip.Direction,
                        core.Decisions.First(one => one.SignalId == trip.SignalId).Tier,
                        (int)trip.LotTicks,
                        trip.Profit.One
                    ))
            )
        );
    }

    private static string Told(Decision d)
    {
        var readings = string.Join(' ', d.Readings.ToArray().Select(r => FormattableString.Invariant($"{r.Reading.Value:R}*{r.Weight:R}")));
        return FormattableString.Invariant(
            $"{d.SignalId} {d.Event} {d.EndedBecause} {d.Direction} {d.Tier} {d.Size.Value} {d.Score:R} {d.Coverage:R} {d.BornAt.Value} {d.ObservedAt.Value} {d.TimeToLiveMicros} {d.Reference.Value} {d.Stop.Value} {d.Target.Value} {readings}"
        );
    }
}

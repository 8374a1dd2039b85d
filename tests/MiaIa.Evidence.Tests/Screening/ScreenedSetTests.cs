using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Signals;
using MiaIa.Evidence.Screening;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Tests.Screening;

/// <summary>Where nothing moves between two whole seconds, the grid sees all there is, and screening must find what is found at every change.</summary>
public sealed class ScreenedSetTests
{
    private const int Seconds = 5_000;

    [Test]
    public void It_bears_the_signals_that_every_change_bears([Range(1, 40)] int seed)
    {
        var random = new RandomBits((ulong)seed);
        var grid = MadeUpGrid.Make(ref random, Seconds);
        var set = SetOf(ref random, seed);
        var born = new List<(UnixNanos, Direction, Tier)>();
        var player = new ExactPlayer(
            set,
            InstrumentOptions.Es,
            decision =>
            {
                if (decision.Event == SignalEvent.Born)
                    born.Add((decision.BornAt, decision.Direction, decision.Tier));
            }
        );
        player.Play(MadeUpGrid.BlockOf(grid));
        var screened = GridScreen.Run(grid, [set], new(1250, 215))[0];
        Assert.That(screened.Trades.Select(trade => (trade.BornAt, trade.Direction, trade.Tier)), Is.EqualTo(born));
        Assert.That(screened.Births, Is.EqualTo(born.Count));
        // A test of nothing would pass as well.
        Assert.That(born, Has.Count.GreaterThan(3));
    }

    [Test]
    public void Sets_do_not_know_of_one_another()
    {
        var random = new RandomBits(77);
        var grid = MadeUpGrid.Make(ref random, Seconds);
        var sets = new List<ParameterSet>();
        for (var i = 0; i < 9; i++)
            sets.Add(SetOf(ref random, i));
        var together = GridScreen.Run(grid, sets, new(1250, 215));
        for (var i = 0; i < sets.Count; i++)
        {
            var alone = GridScreen.Run(grid, [sets[i]], new(1250, 215))[0];
            Assert.That((together[i].Births, together[i].NearBirths), Is.EqualTo((alone.Births, alone.NearBirths)));
            Assert.That(together[i].Trades, Is.EqualTo(alone.Trades));
        }
    }

    [Test]
    public void It_counts_what_nearly_held_long_enough()
    {
        // LONG from second 10 on for four seconds: at every change it may have stood for five and more.
        var grid = MadeUpGrid.Flat(60);
        for (var i = 10; i < 15; i++)
            grid.Values[(int)FeatureId.VolumeConfirmation][i] = 1;
        var set = new ParameterSet(1, new() { Weights = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0] }, new() { HoldMillis = 5_000 });
        var day = GridScreen.Run(grid, [set], new(1250, 215))[0];
        Assert.That((day.Births, day.NearBirths), Is.EqualTo((0, 1)));
        day = GridScreen.Run(grid, [set with { Signals = new() { HoldMillis = 6_001 } }], new(1250, 215))[0];
        Assert.That((day.Births, day.NearBirths), Is.EqualTo((0, 0)));
        day = GridScreen.Run(grid, [set with { Signals = new() { HoldMillis = 4_000 } }], new(1250, 215))[0];
        Assert.That((day.Births, day.NearBirths), Is.EqualTo((1, 0)));
    }

    private static ParameterSet SetOf(ref RandomBits random, int seed)
    {
        var weights = new double[FeatureNames.Count];
        var left = 100;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            var part = random.Below(Math.Min(left, 30) + 1);
            weights[i] = part / 100.0;
            left -= part;
        }

        weights[^1] = left / 100.0;
        return new(
            seed,
            new()
            {
                Weights = weights,
                Tiers = new()
                {
                    Weak = 0.1,
                    Good = 0.18,
                    Strong = 0.28,
                    Premium = 0.4,
                },
            },
            new()
            {
                CoverageFloor = random.Below(60) / 100.0,
                HoldMillis = random.Below(4) * 1_000,
                TimeToLiveSeconds = 1 + random.Below(40),
                RearmSeconds = random.Below(20),
                RearmMargin = random.Below(15) / 100.0,
                BaseContracts = 1 + random.Below(3),
                CeilingContracts = 8,
            }
        );
    }
}

using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.GatewaySim.Markets;
using MiaIa.Ibkr.Tests.Planning;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>
/// Row 59 of the faults over the whole path: client, planner and simulated Gateway sweep a recorded table, then the spot moves while each strike keeps
/// its volatility. What the engine knows by some sixty lines is held against a chain of which every contract was quoted anew; both hold their
/// levels.
/// </summary>
public sealed class MovedSpotTests
{
    /// <summary>A wall of less than this share of the gross is none: the first date's, once the spot has left all of its strikes with net on that side.</summary>
    private const double WallShareMin = 0.005;

    private static readonly TimeSpan Before = TimeSpan.FromMinutes(20);
    private static readonly double[] Moves = [-0.02, -0.01, -0.005, 0.005, 0.01, 0.02];

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public async Task Fault_59_levels_and_regime_follow_a_spot_that_has_moved(string start)
    {
        var table = RealTables.Read(start);
        await using var played = await HandPlayed.OfAsync(start, Before);
        played.Play(30, () => PlannedTableTests.Missing(played.Engine, table) == 0);
        played.Play(played.Minutes + 2);
        var whole = new WholeChain(ChainTable.Read(RealTables.Find(start), played.Now), played.Now);
        var (unmoved, first) = Compare(played, whole, "unmoved");
        foreach (var move in Moves)
        {
            var spot = Math.Round((1 + move) * table.Spot, 2);
            played.Gateway.Inject(FormattableString.Invariant($"0s spot {spot} for 60s"));
            for (var minute = 0; minute < 3; minute++)
            {
                played.Play(played.Minutes + 1);
                played.Engine.Analytics!.Refit(played.Now, played.Gateway.Spot);
                whole.Refit(played.Now, played.Gateway.Spot);
            }

            Assert.That(played.Gateway.Spot, Is.EqualTo(spot));
            var (all, firstDate) = Compare(played, whole, $"{move:P1}");
            Assert.Multiple(() =>
            {
                Holds(all, unmoved, $"{move}, all expiries");
                Holds(firstDate, first, $"{move}, first date");
            });
        }
    }

    private static void Holds(Seen seen, Seen unmoved, string what)
    {
        Assert.That(seen.RegimeOff, Is.LessThanOrEqualTo(0.02), $"{what}: net over gross");
        Assert.That(seen.ZeroGammaOff, Is.LessThanOrEqualTo(unmoved.ZeroGammaOff + 3), $"{what}: zero gamma");
        Assert.That(seen.WeakestWall, Is.GreaterThanOrEqualTo(0.98), $"{what}: walls");
    }

    private static (Seen All, Seen First) Compare(HandPlayed played, WholeChain whole, string what)
    {
        var few = played.Engine.Analytics!;
        few.Refit(played.Now, played.Gateway.Spot);
        whole.Refit(played.Now, played.Gateway.Spot);
        TestContext.Out.WriteLine($"{what}: spot {played.Gateway.Spot}, coverage {few.Fit.Coverage:F3}");
        return (
            Compare(few.AllExpiries, whole.Analytics.AllExpiries, whole.Analytics.Chain),
            Compare(few.FirstExpiry, whole.Analytics.FirstExpiry, whole.Analytics.Chain)
        );
    }

    private static Seen Compare(GexProfile few, GexProfile all, OptionChain chain)
    {
        double Strength(StickyLevel seen, StickyLevel winner) =>
            Math.Abs(winner.Exposure) < WallShareMin * all.Gross ? 1
            : chain.Ladder.BinarySearch(seen.Strike) is >= 0 and var rung ? all.NetByStrike[rung] / winner.Exposure
            : 0;
        var seen = new Seen(
            Math.Abs(RegimeOf(few) - RegimeOf(all)),
            Math.Abs(few.ZeroGamma.Nearest - all.ZeroGamma.Nearest),
            Math.Min(Strength(few.CallWall, all.CallWall), Strength(few.PutWall, all.PutWall))
        );
        TestContext.Out.WriteLine(
            $"  {all.Scope}: net/gross {RegimeOf(few):F4} of {RegimeOf(all):F4}, zero gamma {few.ZeroGamma.Nearest:F1} of {all.ZeroGamma.Nearest:F1}, "
                + $"call wall {few.CallWall.Strike} of {all.CallWall.Strike}, put wall {few.PutWall.Strike} of {all.PutWall.Strike}, the weaker {seen.WeakestWall:F3}"
        );
        return seen;
    }

    private static double RegimeOf(GexProfile profile) => profile.Net / profile.Gross;

    private sealed record Seen(double RegimeOff, double ZeroGammaOff, double WeakestWall);

    /// <summary>The simulated market's own chain, every contract quoted at each fit.</summary>
    private sealed class WholeChain
    {
        private readonly ChainTable _table;

        public WholeChain(ChainTable table, UnixNanos now)
        {
            _table = table;
            var chain = new OptionChain(
                table
                    .Options.GroupBy(option => option.Expiry)
                    .Select(expiry => new OptionListing(
                        expiry.Key.Class,
                        expiry.Key.Date,
                        expiry.Key.SettlesAt,
                        [.. expiry.Select(option => option.Strike).Distinct().Order()]
                    ))
            );
            Analytics = new OptionAnalytics(chain);
            foreach (var option in table.Options)
                chain.SetOpenInterest(NumberOf(option), Math.Max(0, option.OpenInterestLots), now);
        }

        public OptionAnalytics Analytics { get; }

        public void Refit(UnixNanos now, double spot)
        {
            foreach (var option in _table.Options.Where(option => option.Volatility > 0 && option.Expiry.SettlesAt > now))
            {
                var years = Math.Max((option.Expiry.SettlesAt - now) / 1e9, 900) / (365.0 * 86_400);
                var value = BlackScholes.Value(spot, option.Expiry.Carry, option.Strike, option.Volatility, years, option.IsCall).Price;
                Analytics.Chain.SetQuote(NumberOf(option), value, value, now, spot);
                Analytics.Chain.SetImpliedVolatility(NumberOf(option), option.Volatility, now);
            }

            Analytics.Refit(now, spot);
        }

        private int NumberOf(OptionTerms option) =>
            OptionChain.ContractOf(
                Analytics.Chain.FindRow(option.Expiry.Class, option.Expiry.Date, option.Strike),
                option.IsCall ? OptionRight.Call : OptionRight.Put
            );
    }
}

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
    private const double RegimeFull = 0.10;

    private static readonly TimeSpan Before = TimeSpan.FromMinutes(20);
    private static readonly double[] AllMoves = [-0.02, -0.01, -0.005, 0.005, 0.01, 0.02];

    [Test]
    public Task Row_59_levels_and_regime_follow_a_spot_that_has_moved() => Play(RealTables.Full[1], [-0.02, 0.02]);

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full)), Category("Timed")]
    public Task Levels_and_regime_of_every_table_follow_a_spot_that_moves_all_the_way(string start) => Play(start, AllMoves);

    private static async Task Play(string start, double[] moves)
    {
        var table = RealTables.Read(start);
        await using var played = await HandPlayed.OfAsync(start, Before);
        played.Play(30, () => PlannedTableTests.Missing(played.Engine, table) == 0);
        played.Play(played.Minutes + 2);
        var whole = new WholeChain(ChainTable.Read(RealTables.Find(start), played.Now), played.Now);
        var (unmoved, first) = Compare(played, whole, "unmoved");
        foreach (var move in moves)
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
        Assert.That(seen.RegimeOff, Is.LessThanOrEqualTo(0.02), $"{what}: h");
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
            chain.Ladder.BinarySearch(seen.Strike) is >= 0 and var rung ? all.NetByStrike[rung] / winner.Exposure : 0;
        var seen = new Seen(
            Math.Abs(RegimeOf(few) - RegimeOf(all)),
            Math.Abs(few.ZeroGamma.Nearest - all.ZeroGamma.Nearest),
            Math.Min(Strength(few.CallWall, all.CallWall), Strength(few.PutWall, all.PutWall))
        );
        TestContext.Out.WriteLine(
            $"  {all.Scope}: h {RegimeOf(few):F3} of {RegimeOf(all):F3}, zero gamma {few.ZeroGamma.Nearest:F1} of {all.ZeroGamma.Nearest:F1}, weaker wall {seen.WeakestWall:F3}"
        );
        return seen;
    }

    private static double RegimeOf(GexProfile profile) => Math.Clamp(profile.Net / profile.Gross / RegimeFull, -1, 1);

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

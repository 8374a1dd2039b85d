using MiaIa.CboeFiles;
using MiaIa.Engine.Options;
using MiaIa.GatewaySim.Markets;
using MiaIa.Ibkr.Tests.Planning;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>
/// The planner over real sockets, against the simulated Gateway serving each whole recorded table within a Gateway's limits: what the engine then
/// knows against the fit of the table itself, which has its own tests against a slow version.
/// </summary>
public sealed class PlannedTableTests
{
    private const double StrengthMin = 0.97;
    private const double WithheldShare = 0.2;
    private const double ZeroGammaPointsMax = 8,
        ZeroGammaPointsMedianMax = 4;

    /// <summary>The levels are judged after the table's own moment: what had settled by then is listed by no Gateway.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(20);

    private readonly Dictionary<string, double> _zeroGammaOff = [];

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public async Task The_whole_open_interest_comes_in_half_an_hour_and_few_lines_give_the_levels_of_the_table(string start)
    {
        var table = RealTables.Read(start);
        await using var played = await HandPlayed.OfAsync(start, Before);
        var missing = int.MaxValue;
        played.Play(30, () => (missing = Missing(played.Engine, table)) == 0);
        var minutes = played.Minutes;
        Assert.That(missing, Is.Zero, $"contracts with open interest whose own did not come in {minutes:F1} minutes; {played.Feed.Report}");
        // The expiries that lent their lines to the sweep have them back.
        played.Play(minutes + 1.5);

        var streams = played.Feed.Planner!.Streaming.Contracts;
        Assert.That(streams, Has.Count.InRange(57, 77));
        Only(played.Engine.Chain!, streams);
        var seen = played.Engine.Analytics!;
        seen.Refit(played.Now, played.Gateway.Spot);
        var whole = Whole(table);
        whole.Refit(played.Now, played.Gateway.Spot);
        TestContext.Out.WriteLine(
            $"{start}: open interest after {minutes:F1} min, {streams.Count} lines, coverage {seen.Fit.Coverage:F3}; {played.Gateway.Statistics}"
        );
        Assert.Multiple(() =>
        {
            Compare(seen.AllExpiries, whole.AllExpiries, table.Chain);
            Compare(seen.FirstExpiry, whole.FirstExpiry, table.Chain);
            Assert.That(seen.Fit.Coverage, Is.GreaterThan(0.9));
            HeldLimits(played);
        });
        _zeroGammaOff[start] = Math.Abs(seen.AllExpiries.ZeroGamma.Nearest - whole.AllExpiries.ZeroGamma.Nearest);
        if (_zeroGammaOff.Count < RealTables.Full.Length)
            return;
        Assert.That(
            _zeroGammaOff.Values.Order().Skip((RealTables.Full.Length - 1) / 2).Take(2).Average(),
            Is.LessThanOrEqualTo(ZeroGammaPointsMedianMax),
            "in the middle of the tables"
        );
    }

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public async Task With_a_fifth_of_the_contracts_withheld_the_coverage_says_so(string start)
    {
        var table = RealTables.Read(start);
        await using var played = await HandPlayed.OfAsync(start, Before, options => options with { WithheldShare = WithheldShare });
        played.Play(30, () => played.Feed.Planner is { Visits.IsDownToSilent: true });
        // The report is made twice a minute.
        played.Play(played.Minutes + 1);
        var report = played.Feed.Report!;
        var known = WeightThatCame(played, table);
        TestContext.Out.WriteLine($"{start}: {known:F3} of the weight came after {played.Minutes:F1} min; {report}");
        Assert.Multiple(() =>
        {
            Assert.That(known, Is.InRange(0.7, 0.9));
            Assert.That(report.OpenInterestShare, Is.EqualTo(known).Within(0.05), "what is missing is guessed at its expiry's mean");
            Assert.That(report.Coverage, Is.InRange(known - 0.15, report.OpenInterestShare));
            HeldLimits(played);
        });
    }

    /// <summary>The share of the whole table's γ·lots that lies in contracts of which the Gateway says something.</summary>
    private static double WeightThatCame(HandPlayed played, CboeTable table)
    {
        var whole = Whole(table);
        whole.Refit(played.Now, played.Gateway.Spot);
        var directory = played.Feed.Planner!.Directory;
        double came = 0,
            all = 0;
        for (var contract = 0; contract < directory.Numbers; contract++)
        {
            var expiry = directory.Chain.Expiries[directory.Chain.ExpiryOfRow[contract / 2]];
            var row = table.Chain.FindRow(expiry.Root, expiry.Date, directory.Chain.Strikes[contract / 2]);
            var weight = Math.Abs(whole.GexOf((2 * row) + (contract % 2)));
            all += weight;
            if (SyntheticChain.Share(directory.ContractOf(contract).ConId, 17, 3) >= WithheldShare)
                came += weight;
        }
        return came / all;
    }

    private static OptionAnalytics Whole(CboeTable table) =>
        new(table.Chain, new OptionAnalyticsOptions { VolatilityFreshNanos = 86_400 * Engine.Market.UnixNanos.PerSecond });

    /// <summary>The Gateway refuses what is beyond them, and counts.</summary>
    private static void HeldLimits(HandPlayed played)
    {
        var counted = played.Gateway.Statistics;
        Assert.That((counted.ErrorsOf(100), counted.ErrorsOf(101), counted.MessagesPaced), Is.EqualTo((0L, 0L, 0L)));
        Assert.That(counted.MessagesInASecondMax, Is.LessThanOrEqualTo(50));
        Assert.That(counted.LinesMax, Is.LessThanOrEqualTo(100));
        Assert.That(counted.Sessions, Is.EqualTo(1));
    }

    /// <summary>Contracts with open interest whose own has not reached the engine.</summary>
    internal static int Missing(EngineSide engine, CboeTable table)
    {
        if (engine.Chain is not { } chain)
            return int.MaxValue;
        var missing = 0;
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            var expiry = chain.Expiries[chain.ExpiryOfRow[contract / 2]];
            var row = table.Chain.FindRow(expiry.Root, expiry.Date, chain.Strikes[contract / 2]);
            var lots = row < 0 ? 0 : table.Chain.OpenInterestLots[(2 * row) + (contract % 2)];
            if (lots > 0 && chain.OpenInterestLots[contract] != lots)
                missing++;
        }
        return missing;
    }

    /// <summary>The engine's chain without the volatilities and quotes that visits brought: the proof is of the streaming lines alone.</summary>
    private static void Only(OptionChain chain, IReadOnlyCollection<int> streams)
    {
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            if (streams.Contains(contract))
                continue;
            chain.SetImpliedVolatility(contract, double.NaN, default);
            chain.SetQuote(contract, double.NaN, double.NaN, default);
        }
    }

    private static void Compare(GexProfile few, GexProfile all, OptionChain table)
    {
        var callWall = At(few.CallWall.Strike, all.NetByStrike, table) / all.CallWall.Exposure;
        var putWall = At(few.PutWall.Strike, all.NetByStrike, table) / all.PutWall.Exposure;
        var absolute = At(few.AbsoluteGamma.Strike, all.GrossByStrike, table) / all.AbsoluteGamma.Exposure;
        var zeroOff = few.ZeroGamma.Nearest - all.ZeroGamma.Nearest;
        var regimeOff = (few.Net / few.Gross) - (all.Net / all.Gross);
        TestContext.Out.WriteLine(
            $"  {all.Scope}: call wall {callWall:F3}, put wall {putWall:F3}, absolute {absolute:F3}, zero gamma {zeroOff:+0.0;-0.0} points, net/gross {regimeOff:+0.0000;-0.0000}"
        );
        Assert.That(callWall, Is.GreaterThanOrEqualTo(StrengthMin));
        Assert.That(putWall, Is.GreaterThanOrEqualTo(StrengthMin));
        Assert.That(absolute, Is.GreaterThanOrEqualTo(StrengthMin));
        Assert.That(zeroOff, Is.InRange(-ZeroGammaPointsMax, ZeroGammaPointsMax));
        Assert.That(regimeOff, Is.InRange(-0.02, 0.02));
    }

    private static double At(double strike, ReadOnlySpan<double> byRung, OptionChain chain)
    {
        var rung = chain.Ladder.BinarySearch(strike);
        return rung < 0 ? 0 : byRung[rung];
    }
}

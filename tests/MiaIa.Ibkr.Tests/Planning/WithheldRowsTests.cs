using MiaIa.CboeFiles;
using MiaIa.Engine.Options;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Planning;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>
/// A Gateway that never says part of a recorded chain: what the planner reports of it, against the weight that the missing part has in the whole
/// table.
/// </summary>
public sealed class WithheldRowsTests
{
    private const double MinutesBefore = 36;

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public void With_a_fifth_of_the_rows_withheld_the_coverage_says_so(string start)
    {
        var table = RealTables.Read(start);
        var withheld = AFifth(table);
        var played = new PlayedFeed(
            table,
            MinutesBefore,
            (core, clock) => new TableGateway(core, clock, table) { IsWithheld = contract => withheld[contract / 2] }
        );
        GiveOpenInterest(played, contract => !withheld[contract / 2]);
        played.RunTo(34);
        var report = played.Feed.Report!;
        var known = WeightOf(table, row => !withheld[row]);
        TestContext.Out.WriteLine($"{start}: {known:F3} of the weight is known; {report}");
        Assert.Multiple(() =>
        {
            Assert.That(known, Is.InRange(0.7, 0.9));
            Assert.That(report.OpenInterestShare, Is.EqualTo(known).Within(0.04), "what is missing is guessed at its expiry's mean");
            Assert.That(report.Coverage, Is.InRange(report.OpenInterestShare - 0.08, report.OpenInterestShare));
            Assert.That(report.OpenInterestAccepted, Is.InRange(0.78 * report.Contracts, 0.82 * report.Contracts));
            Assert.That(
                report.ToString(),
                Does.Contain(FormattableString.Invariant($"coverage {report.Coverage:F2} (open interest {report.OpenInterestShare:F2})"))
            );
            Assert.That(
                played.Gateway.Streams.Count(contract => !withheld[contract / 2]),
                Is.GreaterThan(45),
                "strikes that bring nothing gave way to others"
            );
        });
        var alert = played.Alerts.Single(alert => alert.Name == AlertNames.OpenInterestPartial);
        Assert.That(
            alert.Text,
            Does.StartWith("SPX: 0.")
                .And.Contains($"{report.Contracts - report.OpenInterestAccepted} of {report.Contracts} contracts did not say theirs")
        );
    }

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public void With_the_model_rows_of_a_fifth_withheld_neighbours_stream_and_support_the_rest(string start)
    {
        var table = RealTables.Read(start);
        var withheld = AFifth(table);
        var played = new PlayedFeed(
            table,
            MinutesBefore,
            (core, clock) => new TableGateway(core, clock, table) { IsWithoutModel = contract => withheld[contract / 2] }
        );
        GiveOpenInterest(played, _ => true);
        played.RunTo(6);
        TestContext.Out.WriteLine($"{start}: {played.Feed.Report}");
        Assert.That(played.Feed.Report!.Coverage, Is.GreaterThan(0.85));
        Assert.That(played.Feed.Report.OpenInterestShare, Is.EqualTo(1).Within(0.001));
        Assert.That(played.Feed.Report.SilentLines, Is.LessThanOrEqualTo(8));
        Assert.That(played.AlertsOf(AlertNames.OpenInterestPartial), Is.Zero);
    }

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public void Without_model_rows_beyond_a_month_the_coverage_is_no_more_than_the_month_weighs(string start)
    {
        var table = RealTables.Read(start);
        var far = Enumerable
            .Range(0, table.Chain.RowCount)
            .Select(row => (table.Chain.Expiries[table.Chain.ExpiryOfRow[row]].SettlesAt - table.AsOf) / 86_400e9 > 30)
            .ToArray();
        var played = new PlayedFeed(
            table,
            MinutesBefore,
            (core, clock) => new TableGateway(core, clock, table) { IsWithoutModel = contract => far[contract / 2] }
        );
        GiveOpenInterest(played, _ => true);
        played.RunTo(6);
        var near = WeightOf(table, row => !far[row]);
        TestContext.Out.WriteLine($"{start}: {near:F3} of the weight is within a month; {played.Feed.Report}");
        Assert.That(played.Feed.Report!.Coverage, Is.InRange(0.5 * near, near + 0.03));
        Assert.That(played.Feed.Report.SilentLines, Is.GreaterThan(20), "those lines are told, too");
    }

    private static bool[] AFifth(CboeTable table)
    {
        var random = new Random(20);
        return [.. Enumerable.Range(0, table.Chain.RowCount).Select(_ => random.NextDouble() < 0.2)];
    }

    /// <summary>The share of the whole table's γ·lots that lies in some of its rows.</summary>
    private static double WeightOf(CboeTable table, Predicate<int> isCounted)
    {
        var whole = new OptionAnalytics(table.Chain);
        whole.Refit(table.AsOf, table.Spot);
        double counted = 0,
            all = 0;
        for (var contract = 0; contract < 2 * table.Chain.RowCount; contract++)
        {
            var weight = Math.Abs(whole.GexOf(contract));
            all += weight;
            if (isCounted(contract / 2))
                counted += weight;
        }
        return counted / all;
    }

    private static void GiveOpenInterest(PlayedFeed played, Predicate<int> isGiven)
    {
        played.RunTo(5, () => played.Feed.Planner is not null);
        var chain = played.Table.Chain;
        var lots = Enumerable
            .Range(0, 2 * chain.RowCount)
            .Where(contract => isGiven(contract))
            .Select(contract =>
            {
                var expiry = chain.Expiries[chain.ExpiryOfRow[contract / 2]];
                return new StoredLots(
                    expiry.Root,
                    expiry.Date,
                    chain.Strikes[contract / 2],
                    (OptionRight)(contract % 2),
                    chain.OpenInterestLots[contract]
                );
            });
        Assert.That(played.Feed.TakeOpenInterest(lots, played.Table.AsOf), Is.EqualTo(OpenInterestOffer.Taken));
    }
}

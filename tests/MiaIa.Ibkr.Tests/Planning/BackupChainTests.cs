using MiaIa.Engine.Options;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Planning;
using MiaIa.V1;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>QQQ options step in for SPX options that bring nothing: two recorded chains behind one Gateway, at 15:00 New York.</summary>
public sealed class BackupChainTests
{
    private const int LinesOfTheBackup = 36;

    [TestCase(200, Description = "no such options")]
    [TestCase(354, Description = "no subscription for them")]
    public void Refused_SPX_options_are_replaced_after_five_minutes_and_come_back_by_themselves(int code)
    {
        var played = Play(code);
        played.RunTo(4.9);
        Assert.That(BackupOf(played).Messages, Is.Zero, "five minutes have not passed");
        played.RunTo(7);
        var planner = played.Feed.BackupPlanner!;
        Assert.That(played.AlertsOf(AlertNames.BackupServes), Is.EqualTo(1));
        Assert.That(BackupOf(played).LinesOpen, Is.InRange(24, LinesOfTheBackup));
        Assert.That(played.Feed.Report!.ToString(), Does.Contain(code == 200 ? "QQQ steps in for SPX" : "QQQ steps in:"));
        foreach (var contract in planner.Streaming.Contracts)
        {
            Assert.That(
                played.Engine.Backup!.Chain!.VolumeLots[contract],
                Is.GreaterThanOrEqualTo(0),
                "the engine knows the volume of every contract that streams"
            );
        }

        played.Gateway.Refusal = 0;
        played.RunTo(9);
        Assert.That(played.Feed.Planner!.Streaming.Contracts, Has.Count.GreaterThan(20));
        Assert.That(BackupOf(played).LinesOpen, Is.Zero, "SPX serves again");
        Assert.That(played.AlertsOf(AlertNames.BackupServes), Is.EqualTo(1));
        Assert.That(played.Gateway.LinesMax, Is.LessThanOrEqualTo(100));
        Assert.That(played.AlertsOf(AlertNames.LinesExhausted), Is.Zero);
    }

    [Test]
    public void It_streams_the_three_dates_that_the_option_flow_reads_alike_on_both_sides_of_the_money()
    {
        var played = Play(354);
        played.RunTo(7);
        var planner = played.Feed.BackupPlanner!;
        var chain = planner.Directory.Chain;
        var live = chain
            .Expiries.ToArray()
            .Where(expiry => expiry.SettlesAt > played.Now)
            .Select(expiry => expiry.Date)
            .Distinct()
            .Order()
            .Take(3);
        Assert.That(planner.Streaming.Expiries.Select(e => chain.Expiries[e].Date), Is.EqualTo(live));
        foreach (var e in planner.Streaming.Expiries)
        {
            var contracts = planner.Streaming.Contracts.Where(contract => chain.ExpiryOfRow[contract / 2] == e).ToArray();
            Assert.That(contracts.Count(contract => contract % 2 == (int)OptionRight.Call), Is.EqualTo(contracts.Length / 2.0).Within(1));
        }
        Assert.That(
            played.Engine.Backup!.Chain!.OpenInterestLots.ToArray(),
            Has.All.LessThan(0),
            "no open interest is asked for: gamma levels it cannot give"
        );
    }

    [Test]
    public void SPX_options_without_Greeks_serve_the_flow_themselves()
    {
        var played = Play(0, hasGreeks: false);
        played.RunTo(12);
        Assert.That(played.Engine.Chain!.ImpliedVolatilities.ToArray(), Has.All.NaN);
        Assert.That((BackupOf(played).Messages, played.AlertsOf(AlertNames.BackupServes)), Is.EqualTo((0, 0)));
    }

    [Test]
    public void SPX_open_interest_that_cannot_be_true_lets_it_step_in_at_once()
    {
        var played = Play(0, sweeps: false);
        played.RunTo(1);
        var chain = played.Gateway.Table.Chain;
        var callsOnly = Enumerable
            .Range(0, 2 * chain.RowCount)
            .Select(contract =>
            {
                var expiry = chain.Expiries[chain.ExpiryOfRow[contract / 2]];
                return new StoredLots(
                    expiry.Root,
                    expiry.Date,
                    chain.Strikes[contract / 2],
                    (OptionRight)(contract % 2),
                    contract % 2 == 0 ? 100 : 0
                );
            });
        Assert.That(played.Feed.TakeOpenInterest(callsOnly, played.Now), Is.EqualTo(OpenInterestOffer.Taken));
        played.RunTo(3);
        Assert.That(
            played.Engine.Statuses.Last(status => status.Underlying == Underlying.Spx).Condition,
            Is.EqualTo(OptionFeedCondition.Down)
        );
        Assert.That(
            played.Alerts.Single(alert => alert.Name == AlertNames.BackupServes).Text,
            Does.StartWith("SPX options are implausible")
        );
        Assert.That(BackupOf(played).LinesOpen, Is.GreaterThan(24));
    }

    [TestCase(true, 480, Description = "07:00 New York: nothing is missing before the open")]
    [TestCase(false, 0, Description = "not wanted")]
    public void It_stays_away(bool isWanted, double minutesEarlier)
    {
        var played = Play(200, isWanted: isWanted, minutesEarlier: minutesEarlier);
        played.RunTo(8);
        Assert.That((BackupOf(played).Messages, played.AlertsOf(AlertNames.BackupServes)), Is.EqualTo((0, 0)));
    }

    private static TableGateway BackupOf(PlayedFeed played) => played.Gateway.Other!.Value.Gateway;

    private static PlayedFeed Play(int refusal, bool hasGreeks = true, bool sweeps = true, bool isWanted = true, double minutesEarlier = 0)
    {
        var (spx, qqq) = (RealTables.Read(RealTables.Full[2]), RealTables.Read("QQQ_2023-09-24"));
        var settings = new FeedSettings { HasBackup = isWanted, SweepsOpenInterest = sweeps };
        return new PlayedFeed(
            spx,
            60 + minutesEarlier,
            (core, clock) =>
                new TableGateway(core, clock, spx)
                {
                    Refusal = refusal,
                    HasGreeks = hasGreeks,
                    Other = ("QQQ", new TableGateway(core, clock, qqq)),
                },
            settings
        );
    }
}

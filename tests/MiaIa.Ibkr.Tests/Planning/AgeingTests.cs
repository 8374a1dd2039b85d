using MiaIa.Engine.Market;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Planning;
using MiaIa.Ibkr.Tests.Client;
using MiaIa.V1;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>What is old, missing or impossible, on a recorded chain: nothing of it may pass as a live value.</summary>
public sealed class AgeingTests
{
    [TestCase(36, Description = "13:04 New York")]
    [TestCase(640, Description = "03:00 New York")]
    public void Fault_59_last_values_that_new_lines_repeat_renew_nothing(double minutesBefore)
    {
        var played = Play(minutesBefore);
        played.RunTo(3);
        Assert.That(FreshOf(played), Is.GreaterThan(15));
        var still = played.Now;
        played.Gateway.IsStill = true;
        var asked = played.Gateway.Messages;
        played.RunTo(8.2);
        Assert.That(
            played.Gateway.Messages - asked,
            Is.GreaterThan(50),
            "lines were compared and refreshed: their answers are the last values"
        );
        Assert.That(FreshOf(played), Is.Zero, "no volatility is younger than 300 s");
        played.RunTo(18.2);
        foreach (var index in (Underlying[])[Underlying.Vix, Underlying.Vxn, Underlying.Spx])
            Assert.That(played.Engine.PrintedAt[index], Is.LessThanOrEqualTo(still), $"{index} is older than 15 minutes");

        played.Gateway.IsStill = false;
        played.Gateway.HangUp();
        played.Core.Lines.AskAll();
        played.RunTo(19);
        Assert.That(FreshOf(played), Is.GreaterThan(15), "and what lives again is fresh");
        Assert.That(played.Engine.PrintedAt[Underlying.Vix], Is.GreaterThan(still));
    }

    [Test]
    public void A_farm_that_stands_still_in_the_regular_session_is_told_although_new_lines_are_answered()
    {
        var played = Play(36);
        played.RunTo(3);
        played.Gateway.IsStill = true;
        played.RunTo(7.5);
        Assert.That(played.AlertsOf(AlertNames.FeedSilent), Is.Zero);
        played.RunTo(10);
        Assert.That(played.Alerts.Single(alert => alert.Name == AlertNames.FeedSilent).Text, Does.Contain("repeats the last values"));
    }

    [Test]
    public void After_1100_one_late_tick_makes_no_value_live()
    {
        var played = Play(36);
        played.RunTo(2);
        played.Core.OnNotice(new(-1, 1100, "Connectivity between IB and Trader Workstation has been lost.", "", null));
        var (prints, fresh) = (played.Engine.SpxPrints.Count, FreshAt(played));
        played.RunTo(2.2);
        Assert.That(played.Engine.Statuses[^1].Condition, Is.EqualTo(OptionFeedCondition.Down), "the table's Gateway went on to deliver");
        Assert.That((played.Engine.SpxPrints.Count, FreshAt(played)), Is.EqualTo((prints, fresh)));
        played.Core.OnNotice(new(-1, 1102, "restored - data maintained", "", null));
        played.RunTo(2.5);
        Assert.That(
            played.Engine.Statuses.Last(status => status.Underlying == Underlying.Spx).Condition,
            Is.EqualTo(OptionFeedCondition.Up)
        );
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_volatility_index_without_a_value_is_down_with_an_alert(double vix)
    {
        var played = Play(36);
        played.RunTo(0.2);
        played.Gateway.Vix = vix;
        played.RunTo(0.5);
        Assert.That(ConditionOf(played, Underlying.Vix), Is.EqualTo(OptionFeedCondition.Down));
        Assert.That(
            played.Alerts.Single(alert => alert.Name == AlertNames.ImplausibleValue).Text,
            Does.StartWith("Vix: ").And.EndsWith("is not within 5 to 100")
        );
        Assert.That(played.Engine.Prints[Underlying.Vix], Is.EqualTo(15), "withheld");
        // An outage between changes nothing: it is down until it can be true.
        played.Core.OnNotice(new(-1, 1100, "", "", null));
        played.Core.OnNotice(new(-1, 1102, "", "", null));
        played.RunTo(0.8);
        Assert.That(ConditionOf(played, Underlying.Vix), Is.Not.EqualTo(OptionFeedCondition.Up));
        played.Gateway.Vix = 16;
        played.RunTo(1);
        Assert.That(ConditionOf(played, Underlying.Vix), Is.EqualTo(OptionFeedCondition.Up));
    }

    [Test]
    public void SPX_without_a_last_value_is_told_after_a_minute_and_the_rows_stand_in()
    {
        var played = Play(36, hasLast: false);
        played.RunTo(0.95);
        Assert.That(played.AlertsOf(AlertNames.IndexWithoutLast), Is.Zero);
        played.RunTo(2);
        Assert.That(played.AlertsOf(AlertNames.IndexWithoutLast), Is.EqualTo(1));
        Assert.That(
            played.Engine.SpxPrints,
            Has.Count.GreaterThan(5).And.All.EqualTo(played.Table.Spot),
            "by the rows, not by high, low or close"
        );
        Assert.That(played.Feed.Planner!.Spot, Is.EqualTo(played.Table.Spot));
    }

    [Test]
    public void Nothing_follows_yesterdays_close_after_the_bell()
    {
        var engine = new EngineSide();
        var planned = new List<double>();
        var publisher = new ChainPublisher(engine, Underlying.Spx, OptionSource.Live);
        var lines = new IndexLines(publisher, new FeedStatusPublisher(publisher), (_, points) => planned.Add(points));
        var client = new Played();
        var requests = new ClientRequests(client.Core);
        lines.Begin(requests);
        var spx = 1;
        Assert.That(lines.OwnerOf(spx), Is.EqualTo(Underlying.Spx));
        var bell = Engine.Options.NewYorkTime.At(new NodaTime.LocalDate(2023, 6, 9), new NodaTime.LocalTime(9, 30));

        Say(-20, 4_293.93);
        Assert.That(planned, Is.EqualTo([4_293.93]), "before the bell the lines of the options have to be somewhere");
        foreach (var (seconds, points) in ((double, double)[])[(0.5, 4_293.93), (1.0, 4_293.93), (1.5, 4_304.88), (2.5, 4_305.01)])
            Say(seconds, points);
        Assert.That(engine.SpxPrints, Is.EqualTo([4_304.88, 4_305.01]));
        Assert.That(planned, Is.EqualTo([4_293.93, 4_304.88, 4_305.01]), "no line followed the close of the day before");

        // A new line after the bell, too, is answered with what may be the close.
        lines.OnAsked(spx);
        Say(60, 4_293.93);
        Say(61, 4_310);
        Assert.That(engine.SpxPrints, Is.EqualTo([4_304.88, 4_305.01, 4_310]));

        void Say(double seconds, double points) =>
            lines.OnPrice(
                spx,
                new(1, TickType.Last, points, null, TickAttributes.None),
                UnixNanos.Trusted(bell.Value + (long)(seconds * UnixNanos.PerSecond)),
                requests
            );
    }

    private static OptionFeedCondition ConditionOf(PlayedFeed played, Underlying of) =>
        played.Engine.Statuses.Last(status => status.Underlying == of || status.Underlying == Underlying.Unspecified).Condition;

    private static int FreshOf(PlayedFeed played) => FreshAt(played).Count(at => played.Now - at <= 300 * UnixNanos.PerSecond);

    private static UnixNanos[] FreshAt(PlayedFeed played) => played.Engine.Chain!.ImpliedVolatilityAt.ToArray();

    private static PlayedFeed Play(double minutesBefore, bool hasLast = true)
    {
        var table = RealTables.Read(RealTables.Full[1]);
        return new PlayedFeed(table, minutesBefore, (core, clock) => new TableGateway(core, clock, table) { HasLast = hasLast });
    }
}

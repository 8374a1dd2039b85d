using MiaIa.Engine.Options;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Planning;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>Contracts that are refused or not answered: for an expiry, for ten seconds, by a Gateway east of New York. On a recorded chain.</summary>
public sealed class DefinitionFaultTests
{
    private const string ZeroDays = "20230609";
    private string _folder = "";
    private PlayedFeed? _played;

    [SetUp]
    public void Make_a_folder() => _folder = Directory.CreateTempSubdirectory("miaia-definitions-").FullName;

    [TearDown]
    public async Task Remove_the_folder()
    {
        if (_played is not null)
            await _played.Feed.Saves.Written;
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase(200, Description = "refused")]
    [TestCase(478, Description = "refused by another code")]
    [TestCase(-1, Description = "not answered")]
    [TestCase(-2, Description = "answered without a contract")]
    public void Fault_60_one_refused_or_unanswered_request_for_contracts_is_told_asked_again_and_never_cached_as_whole(int code)
    {
        var isFaulty = true;
        var played = Play(gateway => gateway.Definition = (root, day) => isFaulty && root == "SPXW" && day == ZeroDays ? code : 0);
        played.RunTo(2);
        var planner = played.Feed.Planner!;
        Assert.That(
            played.Feed.TakeOpenInterest(Lots(played).Where(lots => !IsZeroDays(lots)), played.Now),
            Is.EqualTo(OpenInterestOffer.Taken)
        );
        played.RunTo(4);

        var alert = played.Alerts.Single(alert => alert.Name == AlertNames.ListingPartial);
        Assert.That(alert.Text, Does.Contain("SPXW 20230609").And.Contain("the first live one is among them"));
        Assert.That(File.Exists(Path.Combine(_folder, "SPX.contracts")), Is.False, "a part of the day is not the day");
        Assert.That(played.Feed.Report!.ToString(), Does.Contain("1 expiries missing"));
        Assert.That(
            played.Feed.Report.Coverage,
            Is.LessThan(0.97),
            "its contracts count at the mean of the chain and nothing supports them"
        );
        var first = LevelsOf(played).FirstExpiry;
        Assert.That(
            (first.CallWall.Strike, first.PutWall.Strike),
            Is.EqualTo((double.NaN, double.NaN)),
            "the levels of the first expiry are not ready"
        );

        isFaulty = false;
        played.RunTo(10, () => played.Feed.Planner != planner);
        Assert.That(played.Feed.Planner, Is.Not.SameAs(planner), "asked again within minutes");
        played.RunTo(played.Clock.Passed.TotalMinutes + 2.5);
        Assert.That(played.Feed.Report.Coverage, Is.GreaterThan(0.95));
        Assert.That(LevelsOf(played).FirstExpiry.CallWall.Strike, Is.GreaterThan(4_000));
        played.Feed.Saves.Written.GetAwaiter().GetResult();
        Assert.That(File.Exists(Path.Combine(_folder, "SPX.contracts")), "now it is whole");
    }

    [Test]
    public void A_missing_expiry_that_settles_costs_the_chain_nothing()
    {
        var played = Play(gateway => gateway.Definition = (root, day) => root == "SPXW" && day == ZeroDays ? 200 : 0);
        played.RunTo(2);
        var planner = played.Feed.Planner!;
        var settles = OptionSettlement.From("SPXW", StoredDate.Parse(ZeroDays)!.Value);
        Assert.That(played.Now, Is.LessThan(settles));
        played.RunTo(240, () => played.Now > settles);
        Assert.That(played.Now, Is.GreaterThan(settles));
        played.RunTo(played.Clock.Passed.TotalMinutes + 7);
        Assert.That(played.Feed.Planner, Is.SameAs(planner), "listed anew, every line and volatility is lost");
    }

    [Test]
    public void Fault_60_expiries_that_are_refused_for_ever_do_not_keep_the_others_from_being_asked_again()
    {
        var isDisturbed = true;
        var dead = new HashSet<string>();
        var played = Play(gateway =>
        {
            var named = gateway.Table.Chain.Expiries.ToArray().Where(expiry => expiry.Root == "SPXW").Skip(1).Take(12);
            dead.UnionWith(named.Select(expiry => StoredDate.Text(expiry.Date)));
            // 0DTE is silent during a disturbance; a dozen are refused at all times.
            gateway.Definition = (root, day) =>
                root != "SPXW" ? 0
                : dead.Contains(day) ? 200
                : isDisturbed && day == ZeroDays ? -1
                : 0;
        });
        played.RunTo(12);
        isDisturbed = false;
        played.RunTo(24);
        Assert.That(
            played.Feed.Planner!.Directory.Missing.Select(each => each.Asked),
            Does.Not.Contain(ZeroDays),
            "asked again within minutes"
        );
        Assert.That(played.Feed.Planner!.Directory.Missing, Has.Count.EqualTo(dead.Count));
    }

    [Test]
    public void Contracts_that_were_refused_for_ten_seconds_are_visited_again()
    {
        var played = Play(_ => { });
        played.RunTo(1);
        played.Gateway.Refusal = 200;
        played.RunTo(1 + (10 / 60.0));
        played.Gateway.Refusal = 0;
        var refused = played.Feed.Planner!.Visits.Refused;
        Assert.That(refused, Is.GreaterThan(100), "the heaviest ones");
        played.RunTo(30, () => played.Feed.Planner.Book.AcceptedCount == played.Feed.Planner.Directory.Count);
        Assert.That(played.Feed.Planner.Book.AcceptedCount, Is.EqualTo(played.Feed.Planner.Directory.Count));
        Assert.That(played.AlertsOf(AlertNames.RequestRefused), Is.EqualTo(1), "told once");
        Assert.That(
            played.Alerts.Single(alert => alert.Name == AlertNames.RequestRefused).Text,
            Does.Contain("(200): refused").And.Contain("SPX")
        );
    }

    [Test]
    public void What_was_refused_in_a_long_disturbance_is_due_as_soon_as_that_is_over()
    {
        var played = Play(_ => { });
        played.RunTo(1);
        played.Core.OnNotice(new(-1, 2157, "Sec-def data farm connection is broken:secdefil", "", null));
        played.Gateway.Refusal = 200;
        played.RunTo(8);
        played.Gateway.Refusal = 0;
        Assert.That(played.Feed.Planner!.Visits.Refused, Is.GreaterThan(500));
        played.Core.OnNotice(new(-1, 2158, "Sec-def data farm connection is OK:secdefil", "", null));
        played.RunTo(9);
        Assert.That(
            played.Feed.Planner.Streaming.Contracts.Count(contract => played.Engine.Chain!.ImpliedVolatilities[contract] > 0),
            Is.GreaterThan(15)
        );
        Assert.That(played.Feed.Planner.Book.ReadCount, Is.GreaterThan(1_000), "twenty a second since the minute");
    }

    [TestCase(1, 0, Description = "as recorded: 20230624 04:00:00 Asia/Shanghai for a Friday")]
    [TestCase(1, 1, Description = "and the list of expiries by the same clock")]
    public void A_Gateway_east_of_New_York_is_asked_for_the_day_of_New_York(int details, int parameters)
    {
        var played = Play(_ => { }, (details, parameters));
        played.RunTo(2);
        var directory = played.Feed.Planner!.Directory;
        Assert.That(directory.Missing, Is.Empty);
        Assert.That(
            directory.Chain.Expiries.ToArray().Select(expiry => (expiry.Root, expiry.Date)).First(),
            Is.EqualTo(("SPXW", new NodaTime.LocalDate(2023, 6, 9)))
        );
        Assert.That(played.AlertsOf(AlertNames.RequestRefused), Is.Zero, "no line was refused by 478");
        Assert.That(played.Engine.Chain!.ImpliedVolatilities.ToArray().Count(volatility => volatility > 0), Is.GreaterThan(15));
    }

    private static bool IsZeroDays(StoredLots lots) => lots.Root == "SPXW" && StoredDate.Text(lots.Date) == ZeroDays;

    private static OptionAnalytics LevelsOf(PlayedFeed played)
    {
        var analytics = new OptionAnalytics(played.Engine.Chain!);
        analytics.Refit(played.Now, played.Table.Spot);
        return analytics;
    }

    private static IEnumerable<StoredLots> Lots(PlayedFeed played)
    {
        var chain = played.Table.Chain;
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            var expiry = chain.Expiries[chain.ExpiryOfRow[contract / 2]];
            if (chain.OpenInterestLots[contract] < 0)
                continue;
            yield return new(
                expiry.Root,
                expiry.Date,
                chain.Strikes[contract / 2],
                (OptionRight)(contract % 2),
                chain.OpenInterestLots[contract]
            );
        }
    }

    private PlayedFeed Play(Action<TableGateway> change, (int Details, int Parameters) late = default)
    {
        var table = RealTables.Read(RealTables.Full[1]);
        _played = new PlayedFeed(
            table,
            36,
            (core, clock) =>
            {
                var gateway = new TableGateway(core, clock, table) { DaysLate = late };
                change(gateway);
                return gateway;
            },
            new FeedSettings { CacheFolder = _folder }
        );
        return _played;
    }
}

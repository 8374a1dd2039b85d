using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Planning;
using MiaIa.Ibkr.Requests;
using MiaIa.V1;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>The feed through outages, restarts and bad values, on a recorded chain.</summary>
public sealed class OptionFeedTests
{
    private readonly List<PlayedFeed> _played = [];
    private string _folder = "";

    [SetUp]
    public void Make_a_folder() => _folder = Directory.CreateTempSubdirectory("miaia-feed-").FullName;

    [TearDown]
    public async Task Remove_the_folder()
    {
        foreach (var played in _played)
            await played.Feed.Saves.Written;
        _played.Clear();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void A_sweep_goes_on_after_a_restart_where_it_was_and_asks_for_no_contract_again()
    {
        var before = Play();
        before.RunTo(8);
        var accepted = before.Feed.Planner!.Book.AcceptedCount;
        Assert.That(accepted, Is.GreaterThan(2_000));
        // Killed: nothing is saved at the end, and a file that was being written stays behind.
        before.Feed.Saves.Written.GetAwaiter().GetResult();
        File.WriteAllText(Path.Combine(_folder, "SPX.open-interest.new"), "miaia-open-interest 1 SPX 20230609 16863");
        var after = Play(minutesBefore: 28);
        after.RunTo(0.5);
        Assert.That(after.Gateway.Kinds.GetValueOrDefault("ContractDetailsRequest"), Is.Zero);
        Assert.That(after.Feed.Planner!.Book.AcceptedCount, Is.GreaterThan(accepted - 1_500), "saved once a minute");
        after.RunTo(30, () => after.Feed.Planner.Book.AcceptedCount == after.Feed.Planner.Directory.Count);
        after.RunTo(after.Clock.Passed.TotalMinutes + 0.05);
        Assert.That(after.Clock.Passed.TotalMinutes, Is.LessThan(before.Clock.Passed.TotalMinutes + 14));
        Assert.That(
            after.Engine.Chain!.OpenInterestLots.ToArray().Count(lots => lots < 0),
            Is.Zero,
            "the engine knows what was stored, too"
        );
    }

    [Test]
    public async Task An_orderly_end_keeps_everything_that_was_read()
    {
        var before = Play();
        before.RunTo(3.5);
        var book = before.Feed.Planner!.Book;
        await before.Feed.DisposeAsync();
        var after = Play(minutesBefore: 32.5);
        after.RunTo(0.1, () => after.Feed.Planner is not null);
        Assert.That(
            (after.Feed.Planner!.Book.ReadCount, after.Feed.Planner.Book.AcceptedCount),
            Is.EqualTo((book.ReadCount, book.AcceptedCount))
        );
        Assert.That(book.AcceptedCount, Is.GreaterThan(1_000));
    }

    [Test]
    public async Task A_disk_that_takes_minutes_holds_up_no_tick_and_only_the_newest_state_is_written_then()
    {
        var played = Play();
        using var disk = new ManualResetEventSlim();
        var stalled = Path.Combine(_folder, "stalled");
        played.Feed.Saves.Add(stalled, disk.Wait);
        played.RunTo(4.5);
        var book = played.Feed.Planner!.Book;
        Assert.That(book.AcceptedCount, Is.GreaterThan(2_000), "the sweep goes on");
        Assert.That(Directory.GetFiles(_folder), Is.Empty);
        disk.Set();
        await played.Feed.Saves.Written;
        Assert.That(Directory.GetFiles(_folder).Select(Path.GetFileName), Is.EquivalentTo(Kept));
        var directory = played.Feed.Planner.Directory;
        var stored = new ChainPlanner(directory, new OpenInterestBook(directory.Numbers, book.Day), new PlanSettings());
        Assert.That(new OpenInterestStore(_folder).Load(stored, out var problem), Is.Not.Null, problem);
        Assert.That(stored.Book.ReadCount, Is.InRange(book.ReadCount - 2_400, book.ReadCount), "of the last minute, at most 40 a second");
        Assert.That(stored.Book.ReadCount, Is.GreaterThan(2_400), "more than the first minute can have brought");
    }

    [Test]
    public void A_damaged_cache_is_told_and_everything_is_asked_again()
    {
        File.WriteAllText(Path.Combine(_folder, "SPX.contracts"), "miaia-contracts 1 SPX 20230609\nnonsense\n");
        var played = Play();
        played.RunTo(1);
        Assert.That(played.Feed.Planner, Is.Not.Null);
        Assert.That(played.Alerts.Select(alert => alert.Name), Is.EqualTo(Damaged));
        Assert.That(played.Alerts[1].Text, Does.Contain("SPX.contracts").And.Contain("asked for again"));
    }

    [Test]
    public void Nothing_is_lost_when_the_session_ends_in_the_middle_of_a_sweep()
    {
        var played = Play();
        played.RunTo(5);
        var read = played.Feed.Planner!.Book.ReadCount;
        played.Gateway.HangUp();
        played.Core.Ended(new SessionEnd(SessionEndCause.ClosedByGateway, "the Gateway hung up"));
        Assert.That(played.Engine.Statuses[^1].Condition, Is.EqualTo(OptionFeedCondition.Down));
        played.RunTo(5.5, () => played.Core.IsOpenDue);
        played.Core.Opening();
        played.Core.Opened();
        played.RunTo(6.5);
        Assert.That(
            played.Engine.Statuses.Where(status => status.Underlying == Underlying.Spx).Select(status => status.Condition).Last(),
            Is.EqualTo(OptionFeedCondition.Up)
        );
        Assert.That(played.Engine.Listings, Is.EqualTo(1), "the listing stands");
        played.RunTo(34, () => played.Feed.Planner.Book.ReadCount == played.Feed.Planner.Directory.Count);
        Assert.That(played.Feed.Planner.Book.ReadCount, Is.EqualTo(played.Feed.Planner.Directory.Count).And.GreaterThan(read));
    }

    [Test]
    public void A_volatility_index_that_cannot_be_true_is_withheld_and_its_feed_is_down()
    {
        var played = Play();
        played.RunTo(0.2);
        Assert.That(played.Engine.Prints[Underlying.Vix], Is.EqualTo(15));
        played.Gateway.Vix = 0.15;
        played.RunTo(0.5);
        Assert.That(played.Engine.Prints[Underlying.Vix], Is.EqualTo(15), "withheld");
        Assert.That(
            played.Engine.Statuses.Last(status => status.Underlying == Underlying.Vix).Condition,
            Is.EqualTo(OptionFeedCondition.Down)
        );
        var alert = played.Alerts.Single(alert => alert.Name == AlertNames.ImplausibleValue);
        Assert.That(alert.Text, Is.EqualTo("Vix: 0.15 is not within 5 to 100"));
        played.Gateway.Vix = 16;
        played.RunTo(0.7);
        Assert.That(played.Engine.Prints[Underlying.Vix], Is.EqualTo(16));
        Assert.That(
            played.Engine.Statuses.Last(status => status.Underlying == Underlying.Vix).Condition,
            Is.EqualTo(OptionFeedCondition.Up)
        );
    }

    [Test]
    public void Fewer_lines_than_set_shrink_the_plan_and_all_of_it_lives()
    {
        var played = Play(lines: 60);
        played.RunTo(2);
        Assert.That(played.Core.Lines.Ledger.Limit, Is.LessThanOrEqualTo(60));
        Assert.That(played.Gateway.LinesMax, Is.LessThanOrEqualTo(60));
        Assert.That(played.AlertsOf(AlertNames.LinesExhausted), Is.EqualTo(1));
        Assert.That(played.Feed.Planner!.Wants, Has.Count.LessThanOrEqualTo(50));
        Assert.That(played.Core.Lines.Waiting, Is.LessThan(10));
    }

    [Test]
    public void A_line_that_delivers_delayed_values_makes_the_feed_late_and_they_serve_nothing()
    {
        var played = Play();
        played.RunTo(1);
        var (id, _) = played.Gateway.AnyStream;
        played.Core.OnLineType(new LineTypeChange(id, LineType.Delayed));
        Assert.That(played.Engine.Statuses[^1].Condition, Is.EqualTo(OptionFeedCondition.Delayed));
        Assert.That(played.Engine.Statuses[^1].Underlying, Is.EqualTo(Underlying.Spx));
        Assert.That(played.AlertsOf(AlertNames.Delayed), Is.EqualTo(1));
        played.RunTo(3);
        Assert.That(played.Engine.Statuses[^1].Condition, Is.EqualTo(OptionFeedCondition.Up), "live values alone for a minute");
    }

    [Test]
    public void A_disk_that_fails_costs_no_value()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        var played = Play(folder: Path.Combine(_folder, "file", "inside"));
        played.RunTo(3);
        played.Feed.Saves.Written.GetAwaiter().GetResult();
        Assert.That(played.Problems, Has.Some.StartsWith("options are not kept for a restart"));
        Assert.That(played.Feed.Planner!.Book.AcceptedCount, Is.GreaterThan(100));
        Assert.That(played.AlertsOf(AlertNames.CacheFailed), Is.EqualTo(1), "once, however often it is tried");
        Assert.That(played.Feed.Report!.ToString(), Does.Match(@"; \d+ saves failed$"));

        File.Delete(Path.Combine(_folder, "file"));
        played.RunTo(5);
        played.Feed.Saves.Written.GetAwaiter().GetResult();
        Assert.That(
            Directory.GetFiles(Path.Combine(_folder, "file", "inside")).Select(Path.GetFileName),
            Is.EquivalentTo(Kept),
            "tried again every minute"
        );
    }

    private static readonly string[] Kept = ["SPX.contracts", "SPX.open-interest"];

    private static readonly string[] Damaged = [AlertNames.Connected, AlertNames.CacheDamaged];

    private PlayedFeed Play(double minutesBefore = 36, int lines = 100, string? folder = null)
    {
        var table = RealTables.Read(RealTables.Full[1]);
        _played.Add(
            new PlayedFeed(
                table,
                minutesBefore,
                (core, clock) => new TableGateway(core, clock, table) { LinesOfTheLogin = lines },
                new FeedSettings { CacheFolder = folder ?? _folder }
            )
        );
        return _played[^1];
    }
}

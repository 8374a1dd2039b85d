using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.SierraFiles.Synthetic;
using MiaIa.V1;

namespace Kills;

/// <summary>
/// The mode live from end to end: engine, bridge and the study on a chart of the stand-in, whose exchange is ours although its orders are real ones.
/// The market is made up under the name of a real contract, because a label would refuse it.
/// </summary>
[Platform(Exclude = "Win", Reason = "SIGTERM is not sent there")]
public sealed class LiveModeTests
{
    private const string Account = "U123";
    private const ulong Seed = 3;
    private const int RefusedMinutes = 75;

    // Sierra and the exchange are some ms of the market away from each other.
    private static readonly TimeSpan NakedMax = TimeSpan.FromSeconds(1);

    private static readonly DayPlan Live = new()
    {
        Market = folder => WithoutItsLabel(folder, SyntheticSession.MinutesMax),
        EngineMode = "Live",
        LiveAccount = Account,
        StudyMode = "Live",
        ConfirmedAccount = Account,
        Sierra = "live",
        Account = Account,
    };

    [Test]
    public async Task An_entry_in_live_is_filled_protected_and_closed_and_every_side_says_the_same()
    {
        using var folder = new TemporaryFolder();
        using var day = new WholeDay(folder.FullName, Live);
        await day.StartAsync();
        Assert.That(await day.UntilAsync(() => day.Witness.Closed >= 2), Is.True, $"{day.Witness.Log()}\n{day.Log()}");
        var book = await day.EndFlatAsync(playsOn: false);
        book.Reconcile(day.Sierra, day.Facts);
        Assert.That(book.Trips, Is.GreaterThanOrEqualTo(2));
        Assert.That(day.OrdersHeld, Is.GreaterThanOrEqualTo(book.Entries).And.Positive);
        Assert.That(day.Witness.Money.Simulated, Is.Zero, "orders and executions that Sierra only simulates");
        Assert.That(day.Witness.Money.Real, Is.GreaterThan(4));
        Assert.That(day.Witness.NakedMax, Is.LessThanOrEqualTo(NakedMax));
    }

    // Nobody trades, so that nobody needs time.
    private static readonly DayPlan Refused = Live with { Market = folder => WithoutItsLabel(folder, RefusedMinutes), Speed = 300 };

    // What is wrong, and what the study is told.
    private static readonly Dictionary<string, (DayPlan Plan, string Because)> Refusals = new()
    {
        ["account"] = (Refused with { LiveAccount = "U124" }, "is not in LiveAccounts"),
        ["simulation"] = (Refused with { Sierra = "sim" }, "Sierra's trade simulation is on"),
        ["made up"] = (Refused with { Market = folder => DayPlan.MadeUp(folder, Seed, RefusedMinutes) }, "the chart's market is SYNTHETIC"),
        ["replay"] = (Refused with { IsReplay = true }, "the chart's market is REPLAY"),
        ["engine"] = (Refused with { EngineMode = "Sim" }, "the study's mode is Live, the engine allows Sim"),
        ["study"] = (Refused with { StudyMode = "Sim", Sierra = "sim" }, "the study's mode is Sim, the engine allows Live"),
    };

    [TestCase("account", TestName = "Fault_17_Live_on_an_account_that_is_not_on_the_list")]
    [TestCase("simulation", TestName = "Fault_17_Live_while_Sierra_simulates")]
    [TestCase("made up", TestName = "Fault_17_Live_on_a_made_up_market")]
    [TestCase("replay", TestName = "Fault_17_Live_on_a_replay")]
    [TestCase("engine", TestName = "Fault_17_Live_with_an_engine_that_is_not")]
    [TestCase("study", TestName = "Fault_17_Live_with_a_study_that_is_not")]
    public async Task Fault_17_Where_live_may_not_be_the_study_is_refused_and_makes_no_order_call(string what)
    {
        var (plan, because) = Refusals[what];
        using var folder = new TemporaryFolder();
        using var day = new WholeDay(folder.FullName, plan);
        await day.StartAsync();
        Assert.That(await day.UntilAsync(() => day.Witness.HasLogged("mode_mismatch")), Is.True, $"{day.Witness.Log()}\n{day.Log()}");
        await day.UntilAsync(() => day.Witness.Fraction > 0.7);
        await day.EndAsync(playsOn: false);
        Assert.That(day.Witness.Log(), Does.Contain(because));
        Assert.That(day.Witness.Calls, Is.Zero);
        Assert.That(day.Facts.Entered, Is.Empty);
    }

    [TestCase("", TestName = "Fault_17_Nobody_has_confirmed_the_account")]
    [TestCase("u123", TestName = "Fault_17_The_account_is_confirmed_in_other_letters")]
    [TestCase("U124", TestName = "Fault_17_Another_account_is_confirmed")]
    public async Task Fault_17_An_account_that_nobody_has_confirmed_is_never_traded(string confirmed)
    {
        using var folder = new TemporaryFolder();
        using var day = new WholeDay(folder.FullName, Live with { ConfirmedAccount = confirmed });
        await day.StartAsync();
        Assert.That(await day.UntilASignalAsync(), Is.True, "the engine would have traded");
        var es = FlatEnd.OfEs(await day.EndAsync(playsOn: false));
        Assert.That(es.Trading.State, Is.EqualTo(TradingState.Reducing), "the study has said what stands in the way");
        Assert.That(es.Trading.LastRefusal, Does.Contain("RECONCILING"));
        Assert.That(day.Facts.Entered, Is.Empty);
        Assert.That(day.Witness.Calls, Is.Zero);
    }

    [Test]
    public async Task Live_on_a_tape_that_is_not_of_now_makes_no_order_call_without_its_setting()
    {
        using var folder = new TemporaryFolder();
        using var day = new WholeDay(
            folder.FullName,
            Live with
            {
                IsPlayedTapeAllowed = false,
                Market = Refused.Market,
                Speed = Refused.Speed,
            }
        );
        await day.StartAsync();
        await day.UntilAsync(() => day.Witness.Fraction > 0.7);
        var log = day.Log();
        var es = FlatEnd.OfEs(await day.EndAsync(playsOn: false));
        Assert.That(log, Does.Contain("h behind this PC's clock"));
        Assert.That(es.Trading.State, Is.EqualTo(TradingState.Reducing));
        Assert.That(day.Facts.Entered, Is.Empty);
        Assert.That(day.Witness.Calls, Is.Zero);
    }

    private static MarketFiles WithoutItsLabel(string folder, int minutes)
    {
        var made = DayPlan.MadeUp(folder, Seed, minutes);
        return new(Renamed(made.Scid), Renamed(made.Depth));
    }

    private static string Renamed(string path)
    {
        var to = path.Replace("SYNTHETIC-", "", StringComparison.Ordinal);
        File.Move(path, to);
        return to;
    }
}

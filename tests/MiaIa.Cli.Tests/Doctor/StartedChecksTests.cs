using MiaIa.Cli.Doctor;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Doctor;

/// <summary>The list of 09:30 to 10:00: green only where everything is, and each fault turns its own line.</summary>
public sealed class StartedChecksTests
{
    private static readonly Uri Address = new("http://127.0.0.1:1");
    internal static readonly StartedChecks List = new("ES", TradingMode.Live, "DU1", WantsOptions: true);

    [Test]
    public void Everything_as_it_should_be_is_green() => Assert.That(Run(_ => { }).Where(check => check.Verdict != Verdict.Ok), Is.Empty);

    [TestCase("halt", nameof(Verdict.Fail))]
    [TestCase("study", nameof(Verdict.Fail))]
    [TestCase("trades flow", nameof(Verdict.Fail))]
    [TestCase("book is fresh", nameof(Verdict.Fail))]
    [TestCase("clock, ES", nameof(Verdict.Fail))]
    [TestCase("score", nameof(Verdict.Fail))]
    [TestCase("subscriptions", nameof(Verdict.Fail))]
    [TestCase("option chain", nameof(Verdict.Warn))]
    [TestCase("VIX", nameof(Verdict.Fail))]
    [TestCase("VXN", nameof(Verdict.Fail))]
    [TestCase("mode", nameof(Verdict.Fail))]
    [TestCase("account", nameof(Verdict.Fail))]
    [TestCase("entries", nameof(Verdict.Warn))]
    public void A_fault_turns_its_own_line(string name, string expected)
    {
        var checks = Run(status => Break(status, name)).ToDictionary(check => check.Name);
        Assert.That(checks[name].Verdict.ToString(), Is.EqualTo(expected), checks[name].Found);
        Assert.That(checks[name].ToDo, Is.Not.Empty);
        var others = checks.Values.Where(check => check.Verdict != Verdict.Ok && check.Name != name).Select(check => check.Name);
        // Without a study nothing flows, and nothing can be entered.
        Assert.That(others, Is.EquivalentTo(name == "study" ? ["trades flow", "book is fresh", "entries"] : Array.Empty<string>()));
    }

    [Test]
    public void An_engine_that_does_not_answer_is_one_line()
    {
        var checks = List.Run(Look(Good(1)), new EngineLook(Address, null, "away")).ToArray();
        Assert.That(checks.Select(check => (check.Name, check.Verdict, check.Found)), Is.EqualTo([("engine", Verdict.Fail, "away")]));
    }

    [Test]
    public void On_paper_no_account_is_needed_and_without_options_none_are_looked_for()
    {
        var paper = Good(2);
        paper.Instrument[0].Trading.Mode = TradingMode.DryRun;
        (paper.Instrument[0].Told.Mode, paper.Instrument[0].Told.Account) = (TradingMode.DryRun, "");
        paper.Ibkr = null;
        var checks = new StartedChecks("ES", TradingMode.DryRun, "", WantsOptions: false).Run(Look(Good(1)), Look(paper)).ToArray();
        Assert.That(checks.Where(check => check.Verdict != Verdict.Ok), Is.Empty);
        Assert.That(checks.Select(check => check.Name), Has.None.EqualTo("VIX"));
    }

    [Test]
    public void A_study_that_never_came_is_not_called_stale()
    {
        var checks = Run(status => (status.Instrument[0].StudyAttached, status.Instrument[0].Epoch) = (false, 0));
        Assert.That(checks.Single(check => check.Name == "score").Found, Is.EqualTo("empty: no study has come yet"));
    }

    [Test]
    public void A_reading_without_a_reason_is_named_alone()
    {
        var checks = Run(status => status.Instrument[0].State.Reading[0].Valid = false);
        Assert.That(checks.Single(check => check.Name == "score").Found, Does.EndWith("; missing vwap_trend_signal"));
    }

    [TestCase(null, 0.69, nameof(Verdict.Warn))]
    [TestCase(null, 0.71, nameof(Verdict.Ok))]
    [TestCase("0.5", 0.51, nameof(Verdict.Ok))]
    [TestCase("0.9", 0.89, nameof(Verdict.Warn))]
    public void The_score_is_judged_by_the_floor_that_the_engine_runs_with(string? floor, double coverage, string expected)
    {
        var checks = Run(status =>
        {
            status.Instrument[0].State.Coverage = coverage;
            if (floor is not null)
                status.Setting.Add(new RunningSetting { Key = "CoverageFloor", Value = floor });
        });
        var score = checks.Single(check => check.Name == "score");
        Assert.That(score.Verdict.ToString(), Is.EqualTo(expected));
        if (expected == nameof(Verdict.Warn))
            Assert.That(score.ToDo, Does.StartWith(floor is null ? "below 0.70 there" : "below 0.90 there"));
    }

    [TestCase(0.79, 1, nameof(Verdict.Warn))]
    [TestCase(1, 0.79, nameof(Verdict.Warn))]
    [TestCase(0.81, 0.81, nameof(Verdict.Ok))]
    public void The_chain_is_judged_by_what_the_feature_of_gamma_levels_needs(double coverage, double openInterest, string expected)
    {
        var checks = Run(status =>
        {
            var options = status.Instrument[0].State.Market.Options;
            (options.Coverage, options.OpenInterestShare) = (coverage, openInterest);
        });
        Assert.That(checks.Single(check => check.Name == "option chain").Verdict.ToString(), Is.EqualTo(expected));
    }

    [TestCase(-249_000, nameof(Verdict.Ok))]
    [TestCase(251_000, nameof(Verdict.Warn))]
    [TestCase(-2_001_000, nameof(Verdict.Fail))]
    public void The_clock_is_judged_by_the_limits_of_the_engine(int offsetUs, string expected)
    {
        var checks = Run(status => status.Instrument[0].Told.ClockOffsetUs = offsetUs);
        Assert.That(checks.Single(check => check.Name == "clock, ES").Verdict.ToString(), Is.EqualTo(expected));
    }

    private static void Break(EngineStatus status, string name)
    {
        var es = status.Instrument[0];
        switch (name)
        {
            case "halt":
                (status.Halted, status.HaltReason) = (true, "test");
                break;
            case "study":
                es.StudyAttached = false;
                break;
            case "trades flow":
                es.TradeRecords = 1;
                break;
            case "book is fresh":
                es.DepthSnapshots = 1;
                break;
            case "clock, ES":
                es.Told.ClockOffsetUs = 3_000_000;
                break;
            case "score":
                (es.State.Coverage, es.State.Reading[0].Valid) = (0, false);
                break;
            case "subscriptions":
                status.Ibkr.Link = "LinkLost";
                break;
            case "option chain":
                es.State.Market.Options.Coverage = 0.4;
                break;
            case "VIX":
                es.State.Market.Options.ClearVolatilityPoints();
                break;
            case "VXN":
                status.Instrument[1].State.Market.Options.ClearVolatilityPoints();
                break;
            case "mode":
                (es.Trading.Mode, es.Told.Mode) = (TradingMode.Sim, TradingMode.Sim);
                break;
            case "account":
                es.Told.Account = "Sim1";
                break;
            case "entries":
                (es.Trading.State, es.Trading.Reason) = (TradingState.Reducing, "STALE_FEED");
                break;
        }
    }

    private static IReadOnlyList<Check> Run(Action<EngineStatus> change)
    {
        var now = Good(2);
        change(now);
        return [.. List.Run(Look(Good(1)), Look(now))];
    }

    internal static EngineLook Look(EngineStatus status) => new(Address, status, "");

    /// <summary>An engine with which all is well, after so many trades and books.</summary>
    internal static EngineStatus Good(ulong seen)
    {
        var status = new EngineStatus
        {
            Ibkr = new IbkrState
            {
                Link = "Live",
                LinesHeld = 97,
                LinesLimit = 100,
            },
        };
        foreach (var name in (string[])["ES", "NQ"])
        {
            status.Instrument.Add(
                new InstrumentState
                {
                    Instrument = name,
                    Contract = name + "Z26",
                    Epoch = 1,
                    StudyAttached = true,
                    TradeRecords = seen,
                    DepthSnapshots = seen,
                    Told = new StudyIdentity
                    {
                        Account = "DU1",
                        Mode = TradingMode.Live,
                        ClockOffsetUs = -40_000,
                    },
                    Trading = new TradingView { Mode = TradingMode.Live, State = TradingState.Active },
                    State = new ConfluenceState
                    {
                        Coverage = 0.9,
                        Reading =
                        {
                            new FeatureReading { Name = "vwap_trend_signal", Valid = true },
                        },
                        Market = new MarketView
                        {
                            Options = new OptionsView
                            {
                                Coverage = 0.93,
                                OpenInterestShare = 1,
                                VolatilityPoints = 17.5,
                            },
                        },
                    },
                }
            );
        }

        return status;
    }
}

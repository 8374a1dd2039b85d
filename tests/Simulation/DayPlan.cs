using MiaIa.Engine.Accounts;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;
using Simulation.Checks;
using Simulation.Faults;

namespace Simulation;

/// <summary>What a seed has drawn before its run begins: when, with which settings, and how much goes wrong.</summary>
internal sealed record DayPlan
{
    private const int LiveMode = 2;
    private const int NoEntryMinutes = 2;
    private const int FlatSeconds = 60;
    private const string Account = "Sim1";
    private const long Second = 1_000_000_000;

    // Of the calendar, each from another offset of New York's, with the contract that is traded then.
    private static readonly (DateTimeOffset Close, string Symbol)[] ShortDays =
    [
        (new(2024, 7, 3, 17, 0, 0, TimeSpan.Zero), "ESU24_FUT_CME"),
        (new(2024, 11, 29, 18, 0, 0, TimeSpan.Zero), "ESZ24_FUT_CME"),
        (new(2024, 12, 24, 18, 0, 0, TimeSpan.Zero), "ESH25_FUT_CME"),
    ];

    internal static int HalfDays => ShortDays.Length;

    internal required long StartUnixNs { get; init; }

    internal string Symbol { get; init; } = "ESH24_FUT_CME";

    /// <summary>When the stock market closes on that day.</summary>
    internal long RegularCloseUnixNs { get; init; } = UnixNsOf(new(2024, 1, 10, 21, 0, 0, TimeSpan.Zero));

    internal Occasion Occasion { get; init; } = Occasion.None;

    internal bool IsLive => StudyMode == LiveMode;

    /// <summary>Sierra's trade simulation is on where nobody touches it.</summary>
    internal bool IsSierraSimulating => !IsLive || Occasion.Live == LiveCase.SierraSimulates;

    /// <summary>Something that does not change forbids every order call.</summary>
    internal bool MayNotOrder => StudyMode == 0 || Occasion.Live >= LiveCase.NotListed;

    internal required int FaultySeconds { get; init; }

    internal required int UpdateMs { get; init; }

    internal required int StudyMode { get; init; }

    internal required int StudyCeiling { get; init; }

    internal required string? Script { get; init; }

    internal required FaultRates Rates { get; init; }

    internal required EngineOptions EngineOptions { get; init; }

    /// <summary>The second study of the account.</summary>
    internal SecondStudy Beside { get; init; } = SecondStudy.None;

    internal ChartPlan FirstChart => new(Symbol, StudyCeiling, 1_250, 215, 0);

    /// <summary>The second study's chart.</summary>
    internal ChartPlan OtherChart =>
        Beside.Chart == SecondChart.OtherInstrument ? new($"M{Symbol}", Beside.Ceiling, 125, 57, 1) : FirstChart;

    internal Limits LimitsOf(ChartPlan chart) =>
        new()
        {
            MayNotOrder = MayNotOrder,
            EntriesEndSteadyNs = SteadyOf(RegularCloseUnixNs - NoEntryMinutes * 60 * Second),
            FlatFromSteadyNs = IsUndisturbed ? SteadyOf(RegularCloseUnixNs - FlatSeconds * Second) : long.MaxValue,
            EngineCeiling = EngineOptions.Instruments[chart.Slot].Signals.CeilingContracts,
            Ceiling = Math.Min(chart.StudyCeiling, EngineOptions.Instruments[chart.Slot].Signals.CeilingContracts),
            TickCents = chart.TickCents,
            FeeCents = chart.FeeCents,
            DailyLossCents = EngineOptions.Account.DailyLossLimitCents,
            SlippageTicks = EngineOptions.Account.SlippageTicks,
        };

    // Nothing keeps the engine from closing what is open at the close.
    private bool IsUndisturbed =>
        Rates == FaultRates.None
        && Occasion is { ChartChange: 0, JournalHole: 0 }
        && (Occasion.Hours != OccasionHours.Turn || Occasion.Turn == TurnCase.Nothing);

    internal static DayPlan Draw(Random random)
    {
        var mode = random.Next(10) == 0 ? TradingMode.DryRun : TradingMode.Sim;
        var ceiling = random.Next(2, 6);
        return new()
        {
            StartUnixNs = Moment(random),
            FaultySeconds = random.Next(200, 300),
            UpdateMs = random.Next(50, 250),
            StudyMode = mode == TradingMode.DryRun ? 0 : 1,
            StudyCeiling = random.Next(4) == 0 ? Math.Max(1, ceiling - 1) : ceiling,
            Script = ScriptOf(random),
            Rates = random.Next(20) == 0 ? FaultRates.None : FaultRates.Draw(random),
            EngineOptions = Options(random, mode, ceiling),
        };
    }

    /// <summary>The same on an occasion.</summary>
    internal DayPlan On(Occasion occasion)
    {
        var plan = this with { Occasion = occasion, Rates = occasion.IsQuiet ? FaultRates.None : Rates };
        if (occasion.Hours == OccasionHours.HalfDay)
        {
            var (close, symbol) = ShortDays[occasion.HalfDay];
            var closeUnixNs = UnixNsOf(close);
            plan = plan with { StartUnixNs = closeUnixNs - 240 * Second, RegularCloseUnixNs = closeUnixNs, Symbol = symbol };
        }

        if (occasion.Hours == OccasionHours.Turn)
            plan = plan with { StartUnixNs = RegularCloseUnixNs - 420 * Second };
        if (occasion.Live == LiveCase.None)
            return plan;
        var account = occasion.Live == LiveCase.NotListed ? "Another" : Account;
        var instrument = EngineOptions.Instruments[0];
        var trading = instrument.Trading with
        {
            Mode = TradingMode.Live,
            Risk = instrument.Trading.Risk with { IsLiveAllowed = true, LiveAccounts = [account] },
        };
        return plan with
        {
            StudyMode = LiveMode,
            EngineOptions = EngineOptions with { Instruments = [instrument with { Trading = trading }] },
        };
    }

    /// <summary>The same with a second study.</summary>
    internal DayPlan With(SecondStudy second)
    {
        if (second.Chart != SecondChart.OtherInstrument)
            return this with { Beside = second };
        var first = EngineOptions.Instruments[0];
        return this with { Beside = second, EngineOptions = EngineOptions with { Instruments = [first, second.Beside(first)] } };
    }

    private static long UnixNsOf(DateTimeOffset moment) => (moment.UtcTicks - DateTime.UnixEpoch.Ticks) * 100;

    private long SteadyOf(long unixNs) => unixNs - StartUnixNs + Clock.VirtualClock.StartSteadyNs;

    // A quiet day in January, in regular hours; one of five near the close.
    private static long Moment(Random random)
    {
        var start = new DateTimeOffset(2024, 1, 10, 15, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(300));
        if (random.Next(5) == 0)
            start = new DateTimeOffset(2024, 1, 10, 20, 56, 0, TimeSpan.Zero);
        return UnixNsOf(start);
    }

    private static string ScriptOf(Random random)
    {
        return "behaviour: {"
            + $"children: {Either("client", "server")}, children-open: {Either("partial", "complete")}, "
            + $"children-carry-tag: {Either("yes", "no")}, flatten-while-cancelling: {Either("sent", "held")}, "
            + $"exits-in-flight-count: {Either("yes", "no")}, orphans-stay: {Either("yes", "no")}}}\n"
            + $"delays: {{request-ms: {random.Next(1, 60)}, report-ms: {random.Next(1, 150)}}}\n";

        string Either(string one, string other) => random.Next(2) == 0 ? one : other;
    }

    // Limits low enough to be reached in minutes, and scores low enough for signals in a made-up market.
    private static EngineOptions Options(Random random, TradingMode mode, int ceiling) =>
        new(
            [
                InstrumentOptions.Es with
                {
                    Confluence = new()
                    {
                        // What a book alone can tell weighs most: the rest needs half an hour of bars, or options.
                        Weights = [0.10, 0.05, 0.05, 0.05, 0.05, 0.05, 0.50, 0.05, 0.05, 0.05],
                        Tiers = new()
                        {
                            Weak = 0.06,
                            Good = 0.12,
                            Strong = 0.20,
                            Premium = 0.28,
                        },
                    },
                    Signals = new()
                    {
                        CoverageFloor = 0.05,
                        HoldMillis = 100,
                        EndMargin = 0.01,
                        DemotionMargin = 0.005,
                        RearmMargin = 0.005,
                        RearmSeconds = 1,
                        TimeToLiveSeconds = 8,
                        BaseContracts = Math.Max(1, ceiling - 1),
                        CeilingContracts = ceiling,
                        StopTicks = random.Next(3, 9),
                        TargetTicks = random.Next(3, 12),
                    },
                    Trading = new()
                    {
                        Mode = mode,
                        Risk = new()
                        {
                            SpreadTicksMax = 4,
                            NoEntryMinutes = NoEntryMinutes,
                            FlatSeconds = FlatSeconds,
                            EntersAtLimit = random.Next(3) == 0,
                        },
                    },
                },
            ],
            "1.0.0"
        )
        {
            Account = new()
            {
                DailyLossLimitCents = random.Next(3) == 0 ? 70_000 : 1_000_000,
                TradesPerDay = random.Next(4) == 0 ? 6 : 1_000,
                LossCooldownSeconds = random.Next(10),
                LossLevelTicks = random.Next(3),
                LossLevelMinutes = 1,
                EntriesPerMinute = random.Next(3) == 0 ? 4 : 60,
                IdenticalEntries = random.Next(3) == 0 ? 2 : 10,
            },
        };
}

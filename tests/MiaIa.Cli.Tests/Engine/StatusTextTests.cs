using MiaIa.Cli.Engine;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Engine;

public sealed class StatusTextTests
{
    // Of the engine, and far from any clock that a test may run by.
    private static readonly DateTimeOffset Now = new(2062, 11, 27, 15, 0, 0, TimeSpan.Zero);

    [Test]
    public void One_screen_says_what_matters_and_what_is_wrong_first()
    {
        var lines = StatusText.Lines(Status()).ToArray();
        Assert.That(
            lines,
            Is.EqualTo([
                "engine 0.1.0, SIM, up 3 h 05 min",
                "HALTED: by cli: lunch",
                "journal j/000001.journal: 42 records",
                "IBKR Live: 97 of 100 lines, SPX covered",
                "ES ESZ26 [SYNTHETIC]: study NOT attached, account Sim1",
                "  sim, HALTED: by cli: lunch",
                "  position +1, 2 open orders, 3 trades, -12.50 $",
                "  no study is attached: as last known, not reconciled",
                "  score +0.31 at coverage 0.80, good, 1 of 2 features missing",
                "  1000 trades, 60 bars, 0 gaps, 3 refused, round trip p50 4.1 ms, p99 12.0 ms, market -40 ms from this clock",
                "NQ: no study has attached",
            ])
        );
        Assert.That(lines, Has.All.Length.LessThan(140));
    }

    [Test]
    public void Weights_and_limits_that_are_not_the_built_in_ones_are_said()
    {
        var status = Status();
        status.Instrument[0].State = new()
        {
            TierLimits = new()
            {
                Weak = 0.18,
                Good = 0.25,
                Strong = 0.32,
                Premium = 0.38,
            },
            Reading =
            {
                new FeatureReading { Name = "gamma_levels_proximity", Weight = 0.22 },
                new FeatureReading { Name = "volume_confirmation", Weight = 0.06 },
                new FeatureReading { Name = "vwap_trend_signal", Weight = 0.23 },
            },
        };
        Assert.That(
            StatusText.Lines(status),
            Has.One.EqualTo(
                "  set otherwise than built in: weight of volume_confirmation 0.06, weight of vwap_trend_signal 0.23, GOOD from 0.25"
            )
        );
    }

    private static EngineStatus Status() =>
        new()
        {
            EngineVersion = "0.1.0",
            Mode = TradingMode.Sim,
            NowUnixNs = (Now - DateTimeOffset.UnixEpoch).Ticks * 100,
            StartedUnixNs = (Now - TimeSpan.FromMinutes(185) - DateTimeOffset.UnixEpoch).Ticks * 100,
            Halted = true,
            HaltReason = "by cli: lunch",
            Journal = new JournalState { Path = "j/000001.journal", Records = 42 },
            Ibkr = new IbkrState
            {
                Link = "Live",
                LinesHeld = 97,
                LinesLimit = 100,
                Chain = "SPX covered",
            },
            Instrument =
            {
                Es(),
                new InstrumentState { Instrument = "NQ" },
            },
        };

    private static InstrumentState Es() =>
        new()
        {
            Instrument = "ES",
            Contract = "ESZ26",
            Label = "SYNTHETIC",
            Epoch = 1,
            Trades = 1_000,
            Bars = 60,
            Refused =
            {
                new NamedCount { Name = "off_tick", Count = 1 },
                new NamedCount { Name = "misdated", Count = 2 },
            },
            Latency =
            {
                new HopLatency
                {
                    Hop = "round_trip",
                    Count = 9,
                    P50Us = 4_100,
                    P99Us = 12_000,
                },
            },
            Told = new StudyIdentity { Account = "Sim1", ClockOffsetUs = -40_000 },
            Order = { new OpenOrder(), new OpenOrder() },
            Trading = new TradingView
            {
                Mode = TradingMode.Sim,
                State = TradingState.Halted,
                Reason = "by cli: lunch",
                PositionLots = 1,
                TradesToday = 3,
                DayProfitCents = -1_250,
            },
            State = new ConfluenceState
            {
                Score = 0.31,
                Coverage = 0.8,
                Tier = Tier.Good,
                Reading =
                {
                    new FeatureReading { Valid = true },
                    new FeatureReading(),
                },
            },
        };
}

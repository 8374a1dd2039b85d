using MiaIa.Cli.Demo;
using MiaIa.SierraFiles;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Demo;

/// <summary>A run in which everything arrived, to be broken one thing at a time.</summary>
internal static class Sessions
{
    public static PlayedSession Good()
    {
        var tally = new SessionTally(6, 3, 20, 10, 40, 30, [new BookLevel(24_000, 5, 2)], [new BookLevel(24_001, 7, 3)]);
        var session = new PlayedSession(tally, mustBeSynthetic: true)
        {
            Start = new HostStart("SYNTHETIC-ESZ26_FUT_CME", 6, 40, 0, 1),
            End = new HostEnd(6, 30, 40, 0, 50, 1, 2, 3, 0.1, 0.2, 0.5, 1, new HostTrading(0, 0, 0, 0, 0)),
            Engine = new EngineStatus
            {
                Journal = new JournalState { Path = "journal", Records = 9 },
            },
        };
        session.Signals.Add(new DrawnSignal("SYNTHETIC", "GOOD", 0.29, true, 6000, 1));
        session.Engine.Instrument.Add(
            new InstrumentState
            {
                Instrument = "ES",
                Label = "SYNTHETIC",
                TradeRecords = 6,
                Trades = 3,
                Lots = 30,
                BuyLots = 20,
                SellLots = 10,
                DepthSnapshots = 30,
                Study = new StudyCounters { DepthSent = 30, DepthUnchanged = 20 },
                Book = new DepthSnapshot
                {
                    BidPriceTicks = { 24_000 },
                    BidLots = { 5 },
                    AskPriceTicks = { 24_001 },
                    AskLots = { 7 },
                },
                Signals =
                {
                    new TierCount { Tier = Tier.Good, Count = 1 },
                },
            }
        );
        return session;
    }
}

using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>A study of MES in Sierra's simulation: what it says of itself, that it is flat, and a market in which something is ordered.</summary>
internal static class SimulatedTrader
{
    private const ulong CountersBefore = 2;

    internal static StudyFrame Hello(ulong epoch, string account)
    {
        var frame = TrendTape.Hello(epoch);
        (frame.Hello.Contract, frame.Hello.Account) = ("MESU23_FUT_CME", account);
        (frame.Hello.Mode, frame.Hello.TradeSimulationOn) = (TradingMode.Sim, true);
        return frame;
    }

    internal static StudyFrame Beat(ulong epoch)
    {
        var now = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100;
        return new()
        {
            Epoch = epoch,
            StudySeenUnixNs = now,
            StudySentUnixNs = now,
            Heartbeat = new Heartbeat { ServerState = 2 },
        };
    }

    internal static StudyFrame Flat(ulong epoch, ulong counter, string account = "", bool isSimulated = true) =>
        new()
        {
            Epoch = epoch,
            Counter = counter,
            OrderSnapshot = new OrderSnapshot
            {
                Position = new PositionReport
                {
                    ObservedUnixUs = 1_688_047_200_000_000,
                    Simulated = isSimulated,
                    Account = account,
                    Reading = counter,
                },
                FillsKnown = true,
            },
        };

    /// <summary>The market, behind two snapshots.</summary>
    internal static List<StudyFrame> Tape(ulong epoch)
    {
        var tape = TrendTape.Frames(epoch)[..3_700];
        foreach (var frame in tape)
            frame.Counter += CountersBefore;
        return tape;
    }
}

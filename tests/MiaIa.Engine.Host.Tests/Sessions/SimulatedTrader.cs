using MiaIa.Engine.Runtime.Settings;
using MiaIa.V1;
using Serilog.Core;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>A study of MES in Sierra's simulation: what it says of itself, that it is flat, and a market in which something is ordered.</summary>
internal static class SimulatedTrader
{
    private const ulong CountersBefore = 2;
    private const int TriesMax = 5;

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

    /// <summary>
    /// An engine of which something is ordered and open, its study of epoch 5, which has read the order, and the tape up to there. An order waits a second
    /// for a beat: what a busy machine was too slow for is played again, to another engine.
    /// </summary>
    /// <param name="heard">Takes the engine's lines.</param>
    internal static async Task<(RunningEngine Engine, ScriptedStudy Study, List<StudyFrame> Tape)> OrderedAsync(ILogEventSink? heard = null)
    {
        for (var tries = 1; ; tries++)
        {
            var trading = new TradingSettings { Mode = Accounts.TradingMode.Sim, TimeToLiveMs = 1_500 };
            var engine = await RunningEngine.StartAsync(coverageFloor: 0.30, trading: trading, heard: heard);
            var study = engine.Study();
            await study.GreetAsync(Hello(5, "SIM1"));
            await study.SendAsync(Flat(5, 1), Flat(5, 2));
            var tape = Tape(5);
            foreach (var part in tape.Chunk(200))
            {
                await study.SendAsync([Beat(5), .. part]);
                await study.AckedAsync(part[^1].Counter);
            }

            if (await IsSentAsync(engine, study) || tries == TriesMax)
                return (engine, study, tape);
            study.Dispose();
            await engine.DisposeAsync();
        }
    }

    /// <summary>Beats until the study has read an order, however long the engine keeps it: false once nothing is ordered any more.</summary>
    private static async Task<bool> IsSentAsync(RunningEngine engine, ScriptedStudy study)
    {
        while (!study.Heard.Exists(ScriptedStudy.IsOrder))
        {
            if (!HasSomething(engine))
                return false;
            await study.SendAsync(Beat(5));
            await study.NextAsync(_ => true, "anything of the engine's");
        }

        return true;
    }

    /// <summary>Whether anything of ours is open or not known to be over.</summary>
    internal static bool HasSomething(RunningEngine engine) =>
        engine.Server.Runner.Read(state => state.FindInstrument("MES")!.Core.Trading.Orders.HasSomething);

    /// <summary>The market, behind two snapshots.</summary>
    internal static List<StudyFrame> Tape(ulong epoch)
    {
        var tape = TrendTape.Frames(epoch)[..3_700];
        foreach (var frame in tape)
            frame.Counter += CountersBefore;
        return tape;
    }
}

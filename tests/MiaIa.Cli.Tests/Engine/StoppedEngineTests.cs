using MiaIa.Cli.Engine;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Engine;

public sealed class StoppedEngineTests
{
    [Test]
    public void Who_stops_an_engine_is_told_what_stays_in_Sierra_and_what_is_only_paper()
    {
        var state = new EngineStatus();
        state.Instrument.Add(With("ES", TradingMode.Live, 2));
        state.Instrument[0].StudyAttached = true;
        state.Instrument[0].Order.Add(new OpenOrder { Role = OrderRole.Stop });
        state.Instrument.Add(With("NQ", TradingMode.DryRun, -1));
        state.Instrument.Add(With("RTY", TradingMode.Live, 0));
        state.Instrument.Add(new InstrumentState { Instrument = "YM" });
        Assert.That(
            string.Join('\n', StoppedEngine.WhatStays(state)),
            Is.EqualTo(
                "ES: position +2, 1 working order. They stay as they are: stop and target are orders in Sierra, and the study goes on watching over them.\n"
                    + "NQ: position -1, 0 working orders. They are on paper, and go on when the engine is started again."
            )
        );
    }

    [Test]
    public void Nothing_open_is_said_and_so_is_what_is_not_known()
    {
        Assert.That(StoppedEngine.WhatStays(new EngineStatus()).Single(), Is.EqualTo("Nothing is open."));
        Assert.That(
            StoppedEngine.WhatStays(null).Single(),
            Is.EqualTo("What is open is not known: the engine did not say. Look at Sierra.")
        );
    }

    private static InstrumentState With(string name, TradingMode mode, int lots) =>
        new()
        {
            Instrument = name,
            Trading = new TradingView { Mode = mode, PositionLots = lots },
        };
}

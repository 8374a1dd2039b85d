using MiaIa.Cli.Engine;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Engine;

public sealed class TradingTextTests
{
    [Test]
    public void State_mode_position_orders_and_gates_stand_in_the_lines()
    {
        var instrument = new InstrumentState
        {
            Epoch = 7,
            Trading = new TradingView
            {
                Mode = TradingMode.DryRun,
                State = TradingState.Reducing,
                Reason = "stale feed",
                PositionLots = -1,
                TradesToday = 3,
                DayProfitCents = -12345,
                TradeDate = "2026-06-22",
                LastRefusal = "SPREAD STALE_FEED",
            },
        };
        instrument.Order.Add(
            new OpenOrder
            {
                CommandId = "MIA-1",
                Role = OrderRole.Stop,
                Direction = Direction.Long,
                State = "working",
                Lots = 1,
                PriceTicks = 27_600,
            }
        );
        instrument.GateMeter.AddRange([
            Gate("DAILY_LOSS", 40, 0, 0, "inert"),
            Gate("SPREAD", 40, 10, 2, ""),
            Gate("STALE_FEED", 40, 40, 30, "strangling"),
            Gate("MARGIN", 40, 0, 0, "unwired"),
        ]);

        Assert.That(
            string.Join('\n', TradingText.Lines(instrument)),
            Is.EqualTo(
                """
                dry-run, REDUCING: stale feed; position -1, 3 trades, -123.45 $ after fees on 2026-06-22
                last refused: SPREAD STALE_FEED
                order MIA-1: stop long working, 0 of 1 lot at 27600 ticks
                gate STALE_FEED           refused 100.0% of 40, alone 75.0%
                gate SPREAD               refused  25.0% of 40, alone 5.0%
                strangling gates: STALE_FEED
                unwired gates: MARGIN
                inert gates: DAILY_LOSS
                """
            )
        );
        Assert.That(
            StateText.Lines(new EngineStatus { Instrument = { instrument } }),
            Does.Contain("  inert gates: DAILY_LOSS"),
            "the state shows them"
        );
    }

    [Test]
    public void Without_a_view_there_is_no_line() => Assert.That(TradingText.Lines(new InstrumentState()), Is.Empty);

    private static GateMeterLine Gate(string code, ulong judged, ulong refused, ulong alone, string verdict) =>
        new()
        {
            Code = code,
            Judged = judged,
            Refused = refused,
            RefusedAlone = alone,
            Verdict = verdict,
        };
}

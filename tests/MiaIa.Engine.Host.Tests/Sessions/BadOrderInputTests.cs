using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>What a study says of orders and cannot be: a clear text, counted, and no order leaves though the market would make one.</summary>
public sealed class BadOrderInputTests
{
    private const string Unknown = "MIA-661697";
    private const long ObservedUnixUs = 1_688_047_200_000_000;

    [Test]
    public async Task With_nothing_bad_the_same_market_makes_an_order() =>
        Assert.That(await OrdersAsync(null, new SaidLines()), Is.Positive);

    [TestCaseSource(nameof(Bad))]
    public async Task Bad_input_is_said_counted_and_never_an_order(StudyFrame bad, string counted, string said)
    {
        var lines = new SaidLines();
        Assert.That(await OrdersAsync(bad, lines, counted), Is.Zero);
        Assert.That(lines.All, Has.Some.Contains(said));
    }

    // Attached and reconciled, then the bad one, then a market in which an order is made. Nobody tells the position again.
    private static async Task<int> OrdersAsync(StudyFrame? bad, SaidLines lines, string counted = "")
    {
        await using var engine = await RunningEngine.StartAsync(
            coverageFloor: 0.30,
            trading: new() { Mode = Accounts.TradingMode.Sim },
            heard: lines
        );
        using var study = engine.Study();
        await study.GreetAsync(SimulatedTrader.Hello(5, "SIM1"));
        await study.SendAsync(SimulatedTrader.Flat(5, 1), SimulatedTrader.Flat(5, 2));
        await study.AckedAsync(2);
        var tape = SimulatedTrader.Tape(5);
        if (bad is not null)
        {
            (bad.Epoch, bad.Counter) = (5, 3);
            foreach (var frame in tape)
                frame.Counter++;
            await study.SendAsync(bad);
            await study.AckedAsync(3);
            var state = await engine.InstrumentAsync("MES");
            if (counted.Length > 0)
                Assert.That(state.Refused.Select(refused => (refused.Name, refused.Count)), Is.EqualTo([(counted, 1UL)]));
            Assert.That(state.Trading.Reason, Does.Contain("reconciling"));
        }

        foreach (var part in tape.Chunk(200))
        {
            await study.SendAsync([SimulatedTrader.Beat(5), .. part]);
            await study.AckedAsync(part[^1].Counter);
        }

        Assert.That(engine.Server.Runner.Read(state => state.FindInstrument("MES")!.Core.Counters.SignalsBorn), Is.Positive);
        var ordered = (await engine.InstrumentAsync("MES")).Order.Count(order => order.CommandId != Unknown);
        return Math.Max(ordered, study.Heard.Count(frame => frame.BodyCase == Body.OrderCommand));
    }

    private static IEnumerable<TestCaseData> Bad()
    {
        yield return Case("a report of an unknown order", Order(_ => { }), "", "that is not known here");
        yield return Case("more filled than ordered", Order(report => report.FilledLots = 9), "", "9 of 1 lots filled");
        yield return Case("a fill at a negative price", Fill(fill => fill.PriceTicks = -5), "bad_price", "fill_report.price_ticks");
        yield return Case("a fill of no contracts", Fill(fill => fill.Lots = 0), "bad_volume", "fill_report.lots");
        yield return Case("a fill of -1 contracts", Fill(fill => fill.Lots = uint.MaxValue), "bad_volume", "4294967295");
        yield return Case(
            "a fill without a direction",
            Fill(fill => fill.Direction = V1.Direction.Unspecified),
            "bad_enum",
            "fill_report.direction"
        );
    }

    private static TestCaseData Case(string name, StudyFrame bad, string counted, string said) =>
        new TestCaseData(bad, counted, said).SetArgDisplayNames(name);

    private static StudyFrame Fill(Action<FillReport> change)
    {
        var fill = new FillReport
        {
            FillId = "F1",
            CommandId = Unknown,
            SierraOrderId = 11,
            Role = OrderRole.Entry,
            Direction = V1.Direction.Long,
            Lots = 1,
            PriceTicks = 17_600,
            ObservedUnixUs = ObservedUnixUs,
            Simulated = true,
        };
        change(fill);
        return new() { FillReport = fill };
    }

    private static StudyFrame Order(Action<OrderReport> change)
    {
        var report = new OrderReport
        {
            CommandId = Unknown,
            Status = OrderStatus.Canceled,
            SierraOrderId = 11,
            Role = OrderRole.Entry,
            Direction = V1.Direction.Long,
            QuantityLots = 1,
            ObservedUnixUs = ObservedUnixUs,
            Simulated = true,
        };
        change(report);
        return new() { OrderReport = report };
    }
}

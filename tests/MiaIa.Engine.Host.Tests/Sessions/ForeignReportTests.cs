using MiaIa.Hosting.Logs;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>Orders and executions of another account than the study's, or of another kind than the mode's: refused, counted, and no entry until Sierra told the right ones twice.</summary>
public sealed class ForeignReportTests
{
    private const long ObservedUnixUs = 1_688_047_200_000_000;

    [TestCaseSource(nameof(Reports))]
    public async Task Fault_16_an_order_or_a_fill_of_another_account_or_of_real_money_is_refused_in_sim_and_lets_no_entry_pass(
        StudyFrame report,
        string why
    )
    {
        var said = new SaidLines();
        await using var engine = await RunningEngine.StartAsync(trading: new() { Mode = Accounts.TradingMode.Sim }, heard: said);
        using var study = engine.Study();
        await study.GreetAsync(SimulatedTrader.Hello(5, "SIM1"));
        await study.SendAsync(SimulatedTrader.Flat(5, 1, "SIM1"), SimulatedTrader.Flat(5, 2, "SIM1"));
        await study.AckedAsync(2);
        Assert.That(Orders(engine).WhyNot, Is.Empty);
        (report.Epoch, report.Counter) = (5, 3);
        await study.SendAsync(report);
        await study.AckedAsync(3);

        var refused = (await engine.InstrumentAsync("MES")).Refused.Single();
        Assert.That((refused.Name, refused.Count), Is.EqualTo(("other_account", 1UL)));
        Assert.That(said.All, Has.Some.Contains(why));
        Assert.That(Orders(engine).WhyNot, Is.Not.Empty);
        Assert.That((Orders(engine).OwnPosition, Orders(engine).Orders), Is.EqualTo((0, 0)), "nothing of it was believed");

        await study.SendAsync(SimulatedTrader.Flat(5, 4, "SIM1"), SimulatedTrader.Flat(5, 5, "SIM1"));
        await study.AckedAsync(5);
        Assert.That(Orders(engine).WhyNot, Is.Empty, "the right ones end it");
    }

    [TestCaseSource(nameof(Reports))]
    public async Task Fault_57_another_account_that_is_refused_is_hidden_from_the_log(StudyFrame report, string why)
    {
        var secrets = new SecretTexts();
        await using var engine = await RunningEngine.StartAsync(trading: new() { Mode = Accounts.TradingMode.Sim }, secrets: secrets);
        using var study = engine.Study();
        await study.GreetAsync(SimulatedTrader.Hello(5, "SIM1"));
        (report.Epoch, report.Counter) = (5, 1);
        await study.SendAsync(report);
        await study.AckedAsync(1);
        Assert.That(secrets.Without(why), Does.Not.Contain("SIM1").And.Not.Contain("SIM2"));
    }

    [Test]
    public async Task An_answer_behind_which_there_is_no_order_is_of_no_account()
    {
        await using var engine = await RunningEngine.StartAsync(trading: new() { Mode = Accounts.TradingMode.Sim });
        using var study = engine.Study();
        await study.GreetAsync(SimulatedTrader.Hello(5, "SIM1"));
        var refusal = Order(isSimulated: false);
        (refusal.OrderReport.Status, refusal.OrderReport.SierraOrderId, refusal.OrderReport.Code) = (OrderStatus.Refused, 0, "expired");
        (refusal.Epoch, refusal.Counter) = (5, 1);
        await study.SendAsync(refusal);
        await study.AckedAsync(1);
        Assert.That((await engine.InstrumentAsync("MES")).Refused, Is.Empty);
    }

    private static IEnumerable<TestCaseData> Reports()
    {
        yield return new TestCaseData(Fill(isSimulated: false), "a fill of real money, and the mode is Sim").SetArgDisplayNames("fill");
        yield return new TestCaseData(Order(isSimulated: false), "an order of real money, and the mode is Sim").SetArgDisplayNames("order");
        var shownFill = SimulatedTrader.Flat(0, 3, "SIM1");
        shownFill.OrderSnapshot.Fill.Add(Fill(isSimulated: false).FillReport);
        yield return new TestCaseData(shownFill, "a fill of real money").SetArgDisplayNames("fill in a snapshot");
        var shownOrder = SimulatedTrader.Flat(0, 3, "SIM1");
        shownOrder.OrderSnapshot.Order.Add(Order(isSimulated: false).OrderReport);
        yield return new TestCaseData(shownOrder, "an order of real money").SetArgDisplayNames("order in a snapshot");
        yield return new TestCaseData(
            Fill(isSimulated: true, "SIM2"),
            "a fill of account \"SIM2\", and the study's is \"SIM1\""
        ).SetArgDisplayNames("fill of another account");
        yield return new TestCaseData(Order(isSimulated: true, "SIM2"), "an order of account \"SIM2\"").SetArgDisplayNames(
            "order of another account"
        );
        var otherFill = SimulatedTrader.Flat(0, 3, "SIM1");
        otherFill.OrderSnapshot.Fill.Add(Fill(isSimulated: true, "SIM2").FillReport);
        yield return new TestCaseData(otherFill, "a fill of account \"SIM2\"").SetArgDisplayNames("fill of another account in a snapshot");
        var otherOrder = SimulatedTrader.Flat(0, 3, "SIM1");
        otherOrder.OrderSnapshot.Order.Add(Order(isSimulated: true, "SIM2").OrderReport);
        yield return new TestCaseData(otherOrder, "an order of account \"SIM2\"").SetArgDisplayNames(
            "order of another account in a snapshot"
        );
    }

    [Test]
    public async Task What_names_no_account_or_ours_in_other_letters_is_ours()
    {
        await using var engine = await RunningEngine.StartAsync(trading: new() { Mode = Accounts.TradingMode.Sim });
        using var study = engine.Study();
        await study.GreetAsync(SimulatedTrader.Hello(5, "SIM1"));
        var frames = new[] { Order(isSimulated: true), Order(isSimulated: true, "Sim1"), Fill(isSimulated: true, "sim1") };
        for (var i = 0; i < frames.Length; i++)
            (frames[i].Epoch, frames[i].Counter) = (5, (ulong)i + 1);
        await study.SendAsync(frames);
        await study.AckedAsync(3);
        Assert.That((await engine.InstrumentAsync("MES")).Refused, Is.Empty);
        Assert.That(Orders(engine).Orders, Is.Not.Zero);
    }

    private static StudyFrame Fill(bool isSimulated, string account = "") =>
        new()
        {
            FillReport = new FillReport
            {
                FillId = "F1",
                CommandId = "MIA-661697",
                SierraOrderId = 11,
                Role = OrderRole.Entry,
                Direction = Direction.Long,
                Lots = 1,
                PriceTicks = 17_600,
                ObservedUnixUs = ObservedUnixUs,
                Simulated = isSimulated,
                Account = account,
            },
        };

    private static StudyFrame Order(bool isSimulated, string account = "") =>
        new()
        {
            OrderReport = new OrderReport
            {
                CommandId = "MIA-661697",
                Status = OrderStatus.Working,
                SierraOrderId = 11,
                Role = OrderRole.Entry,
                Direction = Direction.Long,
                QuantityLots = 1,
                ObservedUnixUs = ObservedUnixUs,
                Simulated = isSimulated,
                Account = account,
            },
        };

    private static (string WhyNot, int OwnPosition, int Orders) Orders(RunningEngine engine) =>
        engine.Server.Runner.Read(state =>
        {
            var orders = state.FindInstrument("MES")!.Core.Trading.Orders;
            return (orders.WhyNot, orders.OwnPosition, orders.Orders.Length);
        });
}

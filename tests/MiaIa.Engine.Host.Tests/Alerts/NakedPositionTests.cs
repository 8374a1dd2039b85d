using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Settings.Alerts;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Alerts;

/// <summary>Somebody cancels a stop in Sierra: from Sierra's report of it to a channel.</summary>
public sealed class NakedPositionTests
{
    private const string Told = "CRITICAL naked_position ES: +1 lot of ours without a working stop";

    private ulong _counter;

    [Test]
    public async Task A_stop_that_is_cancelled_by_hand_is_critical_until_another_works()
    {
        _counter = 0;
        await using var webhook = new Webhook();
        await using var engine = await RunningEngine.StartAsync(
            trading: new TradingSettings { Mode = Accounts.TradingMode.Sim },
            alerts: new AlertSettings { Discord = webhook.From(AlertLevel.Critical) }
        );
        using var study = engine.Study();
        var hello = SampleFrames.Hello();
        (hello.Hello.Mode, hello.Hello.TradeSimulationOn) = (TradingMode.Sim, true);
        await study.GreetAsync(hello);
        await SendAsync(study, SampleFrames.Fill());
        await SendAsync(study, Stop(OrderStatus.Working, 12));
        var orders = engine.Server.Runner.Read(state => state.FindInstrument("ES")!.Core.Trading.Orders);
        Assert.That((orders.OwnPosition, orders.WorkingStopLots), Is.EqualTo((1, 1)));
        await Task.Delay(TimeSpan.FromSeconds(4));
        Assert.That(webhook.Taken, Is.Empty, "protected");

        await SendAsync(study, Stop(OrderStatus.Canceled, 12));
        await webhook.UntilAsync(Told, () => Task.Delay(10));
        await SendAsync(study, Stop(OrderStatus.Working, 13));
        await webhook.UntilAsync("RESOLVED naked_position ES", () => Task.Delay(10));
        Assert.That(webhook.Count(Told), Is.EqualTo(1));
    }

    private async Task SendAsync(ScriptedStudy study, StudyFrame frame)
    {
        frame.Counter = ++_counter;
        await study.SendAsync(frame);
        await study.AckedAsync(_counter);
    }

    private static StudyFrame Stop(OrderStatus status, ulong sierraOrderId)
    {
        var frame = SampleFrames.Order();
        var order = frame.OrderReport;
        (order.Status, order.Role, order.Direction, order.SierraOrderId) = (status, OrderRole.Stop, Direction.Short, sierraOrderId);
        (order.QuantityLots, order.FilledLots, order.AverageFillPoints) = (1, 0, 0);
        return frame;
    }
}

using MiaIa.Engine.Host.Tests.Journal;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Alerts;

public sealed class ClockSetBackTests
{
    [Test]
    public async Task Fault_10_a_PC_clock_that_is_set_back_an_hour_holds_up_no_alert()
    {
        var time = new MovedTime(new DateTimeOffset(2026, 11, 30, 15, 0, 0, TimeSpan.Zero), oftener: 20);
        await using var engine = await RunningEngine.StartAsync(time: time);
        var alerts = new V1.Alerts.AlertsClient(engine.Channel);
        _ = await engine.Client.HaltAsync(new HaltRequest { Reason = "before" });
        var begun = await HaltedAsync(alerts, _ => true);

        time.MoveWall(TimeSpan.FromHours(-1));
        time.Move(TimeSpan.FromMinutes(5));
        // Five minutes have passed, and no clock went back. It is looked at between the two, too.
        var later = await HaltedAsync(alerts, alert => alert.LastSeenUnixMs - begun.LastSeenUnixMs >= 290_000);
        Assert.That(later.LastSeenUnixMs - begun.LastSeenUnixMs, Is.LessThan(600_000));

        _ = await engine.Client.ResumeAsync(new ResumeRequest());
        var over = await HaltedAsync(alerts, alert => alert.OverUnixMs > 0);
        Assert.That(over.OverUnixMs, Is.GreaterThan(over.SinceUnixMs));
    }

    private static async Task<AlertView> HaltedAsync(V1.Alerts.AlertsClient alerts, Func<AlertView, bool> isWanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var list = await alerts.ListAsync(new ListAlertsRequest());
            if (list.Alert.FirstOrDefault(alert => alert.Code == "halted") is { } found && isWanted(found))
                return found;
            Assert.That(limit.IsCancellationRequested, Is.False, $"not in two minutes: {list}");
            await Task.Delay(50);
        }
    }
}

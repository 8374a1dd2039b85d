using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Settings.Alerts;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Alerts;

/// <summary>A server that takes every message of a channel and answers none, beside one that answers.</summary>
public sealed class ChannelDownTests
{
    [Test]
    public async Task Fault_52_a_channel_that_hangs_holds_up_neither_the_other_nor_the_engine()
    {
        await using var hanging = new Webhook(answers: false);
        await using var sound = new Webhook();
        var settings = new AlertSettings { Slack = hanging.Settings, Discord = sound.Settings };
        await using var engine = await RunningEngine.StartAsync(alerts: settings);
        await engine.Client.HaltAsync(new HaltRequest { By = "test", Reason = "lunch" });
        await hanging.UntilAsync(taken => taken.Length > 0);
        await sound.UntilAsync(taken => taken.Any(one => one.Contains("halted", StringComparison.Ordinal)));
        Assert.That((await engine.StateAsync()).Halted, Is.True, "the engine answers meanwhile");
        await engine.Client.ResumeAsync(new ResumeRequest { By = "test" });
        await sound.UntilAsync(taken => taken.Any(one => one.Contains("RESOLVED", StringComparison.Ordinal)));
        var states = (await new V1.Alerts.AlertsClient(engine.Channel).ListAsync(new ListAlertsRequest())).Channel;
        var slack = states.Single(one => one.Name == "slack");
        Assert.That((slack.Sent, slack.Waiting), Is.EqualTo((0UL, 2U)), "they wait there, and are not lost");
    }

    [Test]
    public async Task Fault_57_no_account_leaves_the_machine_in_an_alert()
    {
        await using var sound = new Webhook();
        await using var engine = await RunningEngine.StartAsync(alerts: new AlertSettings { Discord = sound.Settings });
        await engine.Client.HaltAsync(new HaltRequest { By = "test", Reason = "out of DU1234567" });
        await sound.UntilAsync(taken => taken.Any(one => one.Contains("out of ***", StringComparison.Ordinal)));
        Assert.That(sound.Taken, Has.None.Contain("1234567"));
    }
}

using Grpc.Core;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Alerts;

public sealed class AlertServiceTests
{
    [Test]
    public async Task A_halt_is_listed_acknowledged_and_over_with_the_resume()
    {
        await using var engine = await RunningEngine.StartAsync();
        var alerts = new V1.Alerts.AlertsClient(engine.Channel);
        Assert.That((await alerts.ListAsync(new ListAlertsRequest())).Open, Is.Zero);

        await engine.Client.HaltAsync(new HaltRequest { By = "test", Reason = "lunch" });
        var halted = await UntilAsync(alerts, list => list.Open == 1);
        Assert.That(halted.Alert.Single().Code, Is.EqualTo("halted"));
        Assert.That(halted.Alert.Single().Text, Does.Contain("test: lunch"));
        Assert.That((halted.Worst, halted.Unacknowledged), Is.EqualTo((Severity.Warning, 1u)));

        var id = halted.Alert.Single().Id;
        var reply = await alerts.AcknowledgeAsync(new AcknowledgeAlertRequest { Id = id, By = "me\u001b[31m" });
        Assert.That(reply.Acknowledged, Is.EqualTo(1));
        var seen = await alerts.ListAsync(new ListAlertsRequest());
        Assert.That((seen.Open, seen.Unacknowledged), Is.EqualTo((1u, 0u)));
        Assert.That(seen.Alert.Single().AcknowledgedBy, Does.StartWith("me").And.Not.Contain("\u001b"));

        await engine.Client.ResumeAsync(new ResumeRequest { By = "test" });
        var over = await UntilAsync(alerts, list => list.Open == 0);
        Assert.That(over.Alert.Single(), Has.Property(nameof(AlertView.Resolved)).True);
        Assert.That((await alerts.ListAsync(new ListAlertsRequest { OnlyOpen = true })).Alert, Is.Empty);
        Assert.That((await alerts.AcknowledgeAsync(new AcknowledgeAlertRequest { Id = id })).Acknowledged, Is.Zero, "what is over");
    }

    [Test]
    public async Task Who_may_watch_may_list_and_nothing_else()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var channel = TestAccess.Channel(engine.Server.Address, AccessRole.Watch);
        var alerts = new V1.Alerts.AlertsClient(channel);
        Assert.That((await alerts.ListAsync(new ListAlertsRequest())).Open, Is.Zero);
        Assert.That(
            async () => await alerts.AcknowledgeAsync(new AcknowledgeAlertRequest()),
            Throws.TypeOf<RpcException>().With.Property(nameof(RpcException.StatusCode)).EqualTo(StatusCode.PermissionDenied)
        );
        Assert.That(
            async () => await alerts.TestAsync(new TestAlertsRequest()),
            Throws.TypeOf<RpcException>().With.Property(nameof(RpcException.StatusCode)).EqualTo(StatusCode.PermissionDenied)
        );
    }

    [TestCase(Severity.Unspecified, "INFORMATION")]
    [TestCase(Severity.Warning, "WARNING")]
    [TestCase(Severity.Critical, "CRITICAL")]
    [TestCase((Severity)77, "INFORMATION")]
    public async Task A_test_is_information_unless_somebody_wants_it_to_look_more_serious(Severity severity, string word)
    {
        var lines = new SaidLines();
        await using var engine = await RunningEngine.StartAsync(heard: lines);
        var reply = await new V1.Alerts.AlertsClient(engine.Channel).TestAsync(new TestAlertsRequest { Severity = severity });
        Assert.That(reply.Result.Single().Channel, Is.EqualTo("log"));
        Assert.That(lines.All, Has.One.Contains($"{word} test: this is a test; nothing is wrong"));
    }

    [Test]
    public async Task Tests_without_end_are_refused_with_the_bound_and_nothing_of_them_is_sent()
    {
        var lines = new SaidLines();
        await using var engine = await RunningEngine.StartAsync(heard: lines);
        var alerts = new V1.Alerts.AlertsClient(engine.Channel);
        var refused = new List<Status>();
        for (var call = 0; call < 20; call++)
        {
            try
            {
                await alerts.TestAsync(new TestAlertsRequest());
            }
            catch (RpcException bound)
            {
                refused.Add(bound.Status);
            }
        }

        // However slow the machine is, no more than six of them fall into a minute.
        Assert.That(refused.Select(status => status.StatusCode), Is.Not.Empty.And.All.EqualTo(StatusCode.ResourceExhausted));
        Assert.That(refused[0].Detail, Does.StartWith("no test was sent: at most one a second and 6 a minute are; try again in "));
        Assert.That(lines.All.Count(line => line.Contains("INFORMATION test:", StringComparison.Ordinal)), Is.EqualTo(20 - refused.Count));
    }

    private static async Task<AlertList> UntilAsync(V1.Alerts.AlertsClient alerts, Predicate<AlertList> isReached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var list = await alerts.ListAsync(new ListAlertsRequest());
            if (isReached(list))
                return list;
            Assert.That(limit.IsCancellationRequested, Is.False, $"not reached in two minutes: {list}");
            await Task.Delay(50);
        }
    }
}

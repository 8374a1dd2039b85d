using MiaIa.Alerts;
using MiaIa.Alerts.Book;
using MiaIa.Engine.Host.Alerts;
using MiaIa.Engine.Host.Tests.Journal;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Alerts;

public sealed class AlertRestartTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task A_halt_that_somebody_has_acknowledged_is_not_told_again_by_the_next_engine_and_is_over_with_the_resume()
    {
        var journal = _folder.File("halt");
        var first = new SaidLines();
        ulong id;
        await using (var engine = await RunningEngine.StartAsync(journal, heard: first))
        {
            await engine.Client.HaltAsync(new HaltRequest { By = "test", Reason = "lunch" });
            id = (await UntilAsync(engine, list => list.Open == 1)).Alert.Single().Id;
            await new V1.Alerts.AlertsClient(engine.Channel).AcknowledgeAsync(new AcknowledgeAlertRequest { Id = id, By = "me" });
        }

        Assert.That(first.All.Count(Tells), Is.EqualTo(1));
        var second = new SaidLines();
        await using var next = await RunningEngine.StartAsync(journal, heard: second);
        var alert = (await UntilAsync(next, list => list.Open == 1)).Alert.Single();
        Assert.That((alert.Id, alert.AcknowledgedBy, alert.Code), Is.EqualTo((id, "me", "halted")));
        Assert.That(second.All, Has.One.StartsWith("alerts from before the start that are still open: 1;"));
        // Seen again by then: the look is made each second.
        await UntilAsync(next, list => list.Alert.Single().LastSeenUnixMs > alert.LastSeenUnixMs);
        Assert.That(second.All.Where(Tells), Is.Empty);
        await next.Client.ResumeAsync(new ResumeRequest { By = "test" });
        await UntilAsync(next, list => list.Open == 0);
        Assert.That(second.All.Count(line => line.Contains("RESOLVED halted", StringComparison.Ordinal)), Is.EqualTo(1));

        static bool Tells(string line) => line.Contains("WARNING halted", StringComparison.Ordinal);
    }

    [Test]
    public async Task After_a_restart_too_that_it_is_over_is_told_to_the_channel_that_took_it_and_to_no_other()
    {
        var journal = _folder.File("heard");
        await using var took = new Webhook();
        await using var hung = new Webhook(answers: false);
        await using (var engine = await RunningEngine.StartAsync(journal, alerts: new() { Discord = took.Settings, Slack = hung.Settings }))
        {
            await engine.Client.HaltAsync(new HaltRequest { By = "test", Reason = "lunch" });
            await UntilAsync(engine, list => list.Channel.Single(channel => channel.Name == "discord").Sent == 1);
            await hung.UntilAsync(taken => taken.Length == 1);
        }

        Assert.That(new AlertFile(journal).Read()!.Alerts.Single().HeardBy, Is.EqualTo(["discord"]));
        await using var other = new Webhook();
        var time = new MovedTime(DateTimeOffset.UtcNow, oftener: 20);
        await using var next = await RunningEngine.StartAsync(
            journal,
            time: time,
            alerts: new() { Discord = took.Settings, Slack = other.Settings }
        );
        await UntilAsync(next, list => list.Open == 1);
        await next.Client.ResumeAsync(new ResumeRequest { By = "test" });
        // So long after a start nothing is told as over yet.
        time.Move(AlertKinds.SettlesAfter(AlertCode.Halted));
        await took.UntilAsync(taken => taken.Any(one => one.Contains("RESOLVED halted", StringComparison.Ordinal)));
        var slack = (await UntilAsync(next, list => list.Open == 0)).Channel.Single(channel => channel.Name == "slack");
        Assert.That((slack.Sent, slack.Waiting, slack.Failed), Is.EqualTo((0UL, 0U, 0UL)), "told to all at once, and not to this one");
    }

    [TestCase("", TestName = "An empty file")]
    [TestCase("miaia-alerts 1 00\n{}", TestName = "A wrong checksum")]
    [TestCase("{\"NewestId\":1,\"Alerts\":[]}", TestName = "Another format")]
    public async Task A_broken_file_is_said_and_the_engine_begins_a_new_one(string text)
    {
        var journal = Directory.CreateDirectory(_folder.File(Guid.NewGuid().ToString("N"))).FullName;
        await File.WriteAllTextAsync(Path.Combine(journal, "alerts.json"), text);
        var said = new SaidLines();
        await using (var engine = await RunningEngine.StartAsync(journal, heard: said))
        {
            Assert.That(said.Warnings, Has.One.StartsWith("the alerts from before the start cannot be read"));
            await engine.Client.HaltAsync(new HaltRequest { By = "test", Reason = "lunch" });
            await UntilAsync(engine, list => list.Open == 1);
        }

        Assert.That(new AlertFile(journal).Read()!.Alerts.Single().Alert.Code, Is.EqualTo(AlertCode.Halted));
    }

    [Test]
    public void What_is_written_is_read_again_and_no_byte_of_it_may_change()
    {
        var folder = Directory.CreateDirectory(_folder.File("bytes")).FullName;
        var file = new AlertFile(folder);
        Assert.That(file.Read(), Is.Null);
        var alert = new Alert(7, AlertCode.IbkrError, "IBKR", AlertSeverity.Critical, "taken: \"x\"", At, At.AddSeconds(9), 3)
        {
            AcknowledgedBy = "me",
            AcknowledgedAt = At.AddSeconds(4),
        };
        var saved = new SavedAlert(alert, false, true, At, TimeSpan.FromMinutes(5), At.AddMinutes(5), 11);
        file.Write(new SavedAlerts(9, [saved]));
        var read = file.Read()!;
        Assert.That((read.NewestId, read.Alerts.Single()), Is.EqualTo((9ul, saved)));

        var bytes = File.ReadAllBytes(file.FullName);
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            File.WriteAllBytes(file.FullName, bytes);
            Assert.That(file.Read, Throws.TypeOf<InvalidDataException>(), $"byte {at}");
            bytes[at] ^= 1;
        }

        File.WriteAllBytes(file.FullName, bytes[..^1]);
        Assert.That(file.Read, Throws.TypeOf<InvalidDataException>(), "cut");
    }

    [Test]
    public void An_alert_of_a_kind_that_there_is_not_is_refused()
    {
        var folder = Directory.CreateDirectory(_folder.File("kind")).FullName;
        var file = new AlertFile(folder);
        var alert = new Alert(7, (AlertCode)9999, "", AlertSeverity.Critical, "text", At, At, 1);
        file.Write(new SavedAlerts(9, [new SavedAlert(alert, false, true, At, default, At, 0)]));
        Assert.That(file.Read, Throws.TypeOf<InvalidDataException>());
    }

    private static async Task<AlertList> UntilAsync(RunningEngine engine, Predicate<AlertList> isReached)
    {
        var alerts = new V1.Alerts.AlertsClient(engine.Channel);
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

using System.Net;
using System.Net.Sockets;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Settings.Alerts;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Alerts;

/// <summary>A server that takes every message of a channel and answers none, beside one that answers.</summary>
public sealed class ChannelDownTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Test]
    public async Task Fault_52_a_channel_that_hangs_holds_up_neither_the_other_nor_the_engine()
    {
        await using var hanging = new Webhook(answers: false);
        await using var sound = new Webhook(answers: true);
        var settings = new AlertSettings { Slack = On(hanging), Discord = On(sound) };
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

    private static WebhookSettings On(Webhook webhook) => new() { Enabled = true, Url = webhook.Address };

    private sealed class Webhook : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stopping = new();
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<string> _taken = [];
        private readonly Task _serving;
        private readonly bool _answers;

        internal Webhook(bool answers)
        {
            _answers = answers;
            _listener.Start();
            _serving = ServeAsync();
        }

        internal string Address => $"http://{_listener.LocalEndpoint}/services/T0/B0/abcdefgh";

        internal string[] Taken
        {
            get
            {
                lock (_taken)
                    return [.. _taken];
            }
        }

        internal async Task UntilAsync(Predicate<string[]> isReached)
        {
            using var limit = new CancellationTokenSource(Limit);
            while (!isReached(Taken))
            {
                Assert.That(limit.IsCancellationRequested, Is.False, $"not reached in two minutes: {string.Join('|', Taken)}");
                await Task.Delay(10);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            _listener.Dispose();
            await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stopping.Dispose();
        }

        private async Task ServeAsync()
        {
            var calls = new List<Task>();
            while (!_stopping.IsCancellationRequested)
                calls.Add(TakeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            await Task.WhenAll(calls);
        }

        private async Task TakeAsync(TcpClient caller)
        {
            using var _ = caller;
            using var reader = new StreamReader(caller.GetStream());
            while (await RequestAsync(reader) is { } body)
            {
                lock (_taken)
                    _taken.Add(body);
                if (!_answers)
                    await Task.Delay(Timeout.Infinite, _stopping.Token);
                await caller.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _stopping.Token);
            }
        }

        private async Task<string?> RequestAsync(StreamReader reader)
        {
            var length = 0;
            while (await reader.ReadLineAsync(_stopping.Token) is { } line)
            {
                if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                    length = int.Parse(line.AsSpan(15), System.Globalization.CultureInfo.InvariantCulture);
                if (line.Length > 0)
                    continue;
                // One letter is one byte: the engine's messages of this test hold no others.
                var body = new char[length];
                var read = await reader.ReadBlockAsync(body, _stopping.Token);
                return new string(body, 0, read);
            }

            return null;
        }
    }
}

using System.Net;
using System.Net.Sockets;
using MiaIa.Engine.Runtime.Settings.Alerts;

namespace MiaIa.Engine.Host.Tests.Alerts;

/// <summary>A server of this machine that a channel writes to. It keeps every message, and answers unless it is to hang.</summary>
internal sealed class Webhook : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _taken = [];
    private readonly Task _serving;
    private readonly bool _answers;

    internal Webhook(bool answers = true)
    {
        _answers = answers;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Settings of a channel that writes here.</summary>
    internal WebhookSettings Settings => From(AlertLevel.Warning);

    /// <summary>… what is so serious.</summary>
    internal WebhookSettings From(AlertLevel least) =>
        new()
        {
            Enabled = true,
            Url = $"http://{_listener.LocalEndpoint}/services/T0/B0/abcdefgh",
            Least = least,
        };

    internal string[] Taken
    {
        get
        {
            lock (_taken)
                return [.. _taken];
        }
    }

    /// <summary>How many messages hold a text.</summary>
    internal int Count(string text) => Taken.Count(one => one.Contains(text, StringComparison.Ordinal));

    internal async Task UntilAsync(Predicate<string[]> isReached)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!isReached(Taken))
        {
            Assert.That(limit.IsCancellationRequested, Is.False, $"not reached in two minutes: {string.Join('|', Taken)}");
            await Task.Delay(10);
        }
    }

    /// <summary>Until a message holds a text; meanwhile the world goes on.</summary>
    internal async Task UntilAsync(string text, Func<Task> goOn)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (Count(text) == 0)
        {
            Assert.That(limit.IsCancellationRequested, Is.False, $"\"{text}\" not told in two minutes: {string.Join('|', Taken)}");
            await goOn();
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
            // One letter is one byte: the engine's messages of these tests hold no others.
            var body = new char[length];
            var read = await reader.ReadBlockAsync(body, _stopping.Token);
            return new string(body, 0, read);
        }

        return null;
    }
}

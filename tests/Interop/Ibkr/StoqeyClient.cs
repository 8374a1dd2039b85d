using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Interop.Grpc;

namespace Interop.Ibkr;

/// <summary>An IB client that we did not write (@stoqey/ib on Node.js): it is told what to ask, and tells everything that it read.</summary>
internal sealed class StoqeyClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly ConcurrentQueue<StoqeyEvent> _events = new();
    private readonly Task<string> _errors;

    private StoqeyClient(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _ = Task.Run(ReadAsync);
    }

    /// <summary>Everything so far, in order.</summary>
    public IReadOnlyList<StoqeyEvent> Events => [.. _events];

    public static async Task<StoqeyClient> StartAsync(int port, int clientId)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Ibkr", "js");
        await NodePackages.InstallAsync(folder);
        return new StoqeyClient(
            PeerProcess.Start("node", [Path.Combine(folder, "client.js"), $"{port}", $"{clientId}"], folder, "install Node.js 20")
        );
    }

    /// <summary>Calls a method of the client.</summary>
    public async Task CallAsync(string method, params object[] arguments)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize<object[]>([method, .. arguments]));
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for an event.</summary>
    public async Task<StoqeyEvent> FirstAsync(string name, Func<StoqeyEvent, bool>? isIt = null)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Patience)
        {
            if (_events.FirstOrDefault(e => e.Name == name && (isIt is null || isIt(e))) is { } found)
                return found;
            if (_process.HasExited)
                break;
            await Task.Delay(10);
        }
        var said = string.Join('\n', _events.TakeLast(10));
        throw new AssertionException($"the client told no {name}; last:\n{said}\n{(_process.HasExited ? await _errors : "")}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            _events.Enqueue(
                new StoqeyEvent(document.RootElement.GetProperty("event").GetString()!, document.RootElement.GetProperty("values").Clone())
            );
        }
    }
}

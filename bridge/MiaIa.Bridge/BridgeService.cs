using System.Diagnostics.Metrics;
using MiaIa.Bridge.Logging;
using Microsoft.Extensions.Hosting;
using Serilog;

namespace MiaIa.Bridge;

/// <summary>The bridge as a service of its host: open after the start, drained at the stop.</summary>
internal sealed class BridgeService(BridgeSettings settings, ILogger log, IMeterFactory meters) : BackgroundService
{
    // Longer than all bounds of a stop together.
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private BridgeServer? _bridge;

    /// <summary>Where studies connect, with the port filled in; known after the start.</summary>
    internal string Endpoint => _bridge?.Endpoint ?? "";

    /// <summary>Opens the port: a port that is taken must be told before anybody says ready.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _bridge = BridgeServer.Start(settings, TimeProvider.System, log);
        BridgeMetrics.Observe(meters, _bridge.Counters);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _bridge?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var bridge = _bridge!;
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var waiting = stoppingToken.Register(asked.SetResult);
        AppDomain.CurrentDomain.UnhandledException += EndInOrder;
        // A relay that failed throws here; the host then stops, and the exit code says so.
        await (await Task.WhenAny(asked.Task, bridge.Ended, _broken.Task).ConfigureAwait(false)).ConfigureAwait(false);
        await bridge.StopAsync().ConfigureAwait(false);
        AppDomain.CurrentDomain.UnhandledException -= EndInOrder;
        if (_broken.Task.IsCompleted)
            throw new InvalidOperationException("A thread that is none of the bridge's has failed.");
    }

    // On the thread that has failed, which is none of ours. As soon as this returns, the runtime ends the process wherever it is.
    private void EndInOrder(object sender, UnhandledExceptionEventArgs fault)
    {
        LogMessages.ThreadFailed(log, (Exception)fault.ExceptionObject);
        _broken.TrySetResult();
        Thread.Sleep(EndMax);
    }
}

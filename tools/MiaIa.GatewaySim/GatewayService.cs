using MiaIa.GatewaySim.Logging;
using MiaIa.GatewaySim.Setup;
using Microsoft.Extensions.Hosting;
using Serilog;

namespace MiaIa.GatewaySim;

/// <summary>The simulator as a service of its host.</summary>
internal sealed class GatewayService(SimulatedGatewayOptions options, ILogger log) : BackgroundService
{
    /// <summary>The simulator; known after the start, and its statistics still after the end.</summary>
    internal SimulatedGateway Gateway
    {
        get => field ?? throw new InvalidOperationException("the simulator was not started");
        private set;
    }

    /// <summary>Reads the files and listens: what keeps it from that must be told before anybody says ready.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        Gateway = await SimulatedGateway.StartAsync(options).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var gateway = Gateway;
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var waiting = stoppingToken.Register(asked.SetResult);
        await using (gateway.ConfigureAwait(false))
        {
            // A simulator that failed throws here; the host then stops, and the exit code says so.
            await (await Task.WhenAny(asked.Task, gateway.Failed).ConfigureAwait(false)).ConfigureAwait(false);
            LogMessages.Stopping(log);
        }
    }
}

using Microsoft.Extensions.Hosting;

namespace MiaIa.Engine.Host.Service;

/// <summary>Signals are the program's: it stops its servers in its order.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.Extensions.Hosting;

namespace MiaIa.Grpc.Server;

/// <summary>
/// Two moments of a stopping server: when it stops taking calls, and when it cancels those that are still open.
/// Kestrel itself closes the port and sends GOAWAY at the first.
/// </summary>
internal sealed class GrpcDrain : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _begun = new();
    private readonly CancellationTokenSource _over = new();
    private readonly IHostApplicationLifetime _lifetime;
    private readonly GrpcServerOptions _options;
    private CancellationTokenSource? _limit;

    public GrpcDrain(IHostApplicationLifetime lifetime, GrpcServerOptions options)
    {
        _lifetime = lifetime;
        _options = options;
    }

    /// <summary>The server is stopping; open calls should come to an end.</summary>
    public CancellationToken Begun => _begun.Token;

    /// <summary>The time for that has passed.</summary>
    public CancellationToken Over => _over.Token;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _lifetime.ApplicationStopping.Register(Begin);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _limit?.Dispose();
        _begun.Dispose();
        _over.Dispose();
    }

    private void Begin()
    {
        _limit = new CancellationTokenSource(_options.DrainLimit, _options.TimeProvider);
        _limit.Token.Register(_over.Cancel);
        _begun.Cancel();
    }
}

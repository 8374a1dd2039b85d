using MiaIa.Alerts.Channels;
using Microsoft.Extensions.Time.Testing;

namespace MiaIa.Alerts.Tests.Channels;

/// <summary>A queue before a channel that does what it is told, by a clock that the test moves.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class QueueScene : IAsyncDisposable
{
    private protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private protected QueueScene() => Queue = new ChannelQueue(Told, Time);

    private protected FakeTimeProvider Time { get; } = new();

    private protected Told Told { get; } = new();

    private protected ChannelQueue Queue { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Queue.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static async Task UntilAsync(Func<bool> isReached)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!isReached())
            await Task.Delay(1, limit.Token);
    }

    // The sender must have begun to wait before the clock moves: a little real time before each step.
    private protected async Task AdvanceAsync(TimeSpan step, Func<bool> isReached)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            for (var i = 0; i < 20; i++)
            {
                if (isReached())
                    return;
                await Task.Delay(2, limit.Token);
            }

            Time.Advance(step);
        }
    }
}

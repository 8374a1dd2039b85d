using Grpc.Net.Client;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests;

/// <summary>What an engine says of itself, asked again and again until it says what is waited for.</summary>
internal static class StateOf
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The first state that is so; the test fails with the newest one when none comes within two minutes.</summary>
    public static async Task<EngineStatus> UntilAsync(GrpcChannel channel, Predicate<EngineStatus> isReached)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var state = await new V1.Engine.EngineClient(channel).GetStateAsync(new GetStateRequest());
            if (isReached(state))
                return state;
            Assert.That(limit.IsCancellationRequested, Is.False, $"not reached in {Limit.TotalSeconds} s: {state.Ibkr}");
            await Task.Delay(Pause);
        }
    }
}

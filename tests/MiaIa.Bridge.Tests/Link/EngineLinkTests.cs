using Grpc.Core;
using MiaIa.Bridge.Link;
using Serilog.Core;

namespace MiaIa.Bridge.Tests.Link;

/// <summary>A line to the engine that breaks within the bridge.</summary>
public sealed class EngineLinkTests
{
    private static readonly LinkLimits Limits = new(16, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));

    // A refused call is tried again for ever; this is none of those, and nothing would ever be carried again.
    [Test]
    public async Task A_fault_of_the_line_reaches_the_relay_that_asks_for_its_call()
    {
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var client = new V1.Engine.EngineClient(new BrokenInvoker());
        var link = new EngineLink(client, 1, Limits, () => woken.TrySetResult(), _ => { }, TimeProvider.System, Logger.None);
        link.Start();
        await woken.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.That(() => link.Call, Throws.InvalidOperationException.With.Message.EqualTo("a fault of ours"));
    }

    private sealed class BrokenInvoker : CallInvoker
    {
        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options
        ) => throw new InvalidOperationException("a fault of ours");

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options,
            TRequest request
        ) => throw new NotSupportedException();

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options,
            TRequest request
        ) => throw new NotSupportedException();

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options,
            TRequest request
        ) => throw new NotSupportedException();

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            string? host,
            CallOptions options
        ) => throw new NotSupportedException();
    }
}

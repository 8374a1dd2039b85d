using MiaIa.Grpc.Client;
using MiaIa.Grpc.Server;
using Microsoft.AspNetCore.Routing;

namespace MiaIa.Grpc.Tests.Calls;

/// <summary>
/// Both ends run in this process, so the count covers client and server. The platform's own HTTP/2 client allocates for
/// each flush (its queue entries); what a message adds to that is ours, and must be nothing.
/// </summary>
[NonParallelizable]
public sealed class AllocationTests
{
    private const int Rounds = 2000;

    [Test]
    public async Task A_message_more_in_a_flush_allocates_nothing_more_on_either_side()
    {
        await using var server = await RunningServer.StartAsync(EchoRaw);
        using var call = server.Channel().Duplex(EngineMethods.AttachRaw);
        var message = new byte[20];
        await RunAsync(call, message, 50);
        await RunAsync(call, message, 1);

        var one = await BytesPerRoundAsync(call, message, 1);
        var fifty = await BytesPerRoundAsync(call, message, 50);
        var perMessage = (fifty - one) / 49;
        TestContext.Out.WriteLine($"{one:0} bytes a flush with one message, {fifty:0} with fifty: {perMessage:0.00} a message more");

        // The smallest object takes 24 bytes, so one allocation a message, on either side, would show as 24. Half of that is
        // room for the flushes that a busy machine delivers in two pieces; the unit tests beside the reader and writer say 0.
        Assert.That(perMessage, Is.LessThan(12));
    }

    private static async Task<double> BytesPerRoundAsync(
        GrpcCall<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> call,
        byte[] message,
        int messages
    )
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await RunAsync(call, message, messages);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Rounds;
    }

    private static async Task RunAsync(GrpcCall<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> call, byte[] message, int messages)
    {
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < messages; i++)
                call.Requests.Write(message);

            await call.Requests.FlushAsync();
            var back = 0;
            while (back < messages && await call.Responses.WaitToReadAsync())
            {
                while (call.Responses.TryRead(out _))
                    back++;
            }

            if (back != messages)
                throw new AssertionException($"{back} of {messages} messages came back.");
        }
    }

    private static void EchoRaw(IEndpointRouteBuilder app) =>
        app.MapDuplex(
            EngineMethods.AttachRaw,
            async (_, requests, responses) =>
            {
                while (await requests.WaitToReadAsync())
                {
                    while (requests.TryRead(out var request))
                        responses.Write(request);

                    await responses.FlushAsync();
                }
            }
        );
}

namespace MiaIa.ZeroMq.Tests;

public sealed class AllocationTests
{
    private const int Messages = 20_000;

    [Test]
    public void Sending_and_receiving_allocate_nothing()
    {
        using var pair = new SocketPair();
        using var message = new ZeroMqMessage();
        using var poller = new ZeroMqPoller(pair.Router, pair.Dealer);
        var payload = new byte[500];
        var buffer = new byte[1000];
        RoundTrips(pair, poller, message, payload, buffer, 200);
        var before = GC.GetAllocatedBytesForCurrentThread();
        RoundTrips(pair, poller, message, payload, buffer, Messages);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void A_wake_up_allocates_nothing()
    {
        using var context = new ZeroMqContext();
        using var wakeUp = new ZeroMqWakeUp(context);
        wakeUp.Signal();
        wakeUp.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Messages; i++)
        {
            wakeUp.Signal();
            wakeUp.Clear();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void RoundTrips(SocketPair pair, ZeroMqPoller poller, ZeroMqMessage message, byte[] payload, byte[] buffer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!pair.Dealer.TrySend(payload))
                throw new InvalidOperationException("the dealer's queue is full");
            while (!pair.Router.TryReceive(message))
                _ = poller.Wait(Bounded.Limit);
            while (!pair.Router.TryReceive(message))
                _ = poller.Wait(Bounded.Limit);
            if (pair.Router.TrySendTo(pair.DealerId, message.Bytes) != SendOutcome.Sent)
                throw new InvalidOperationException("the router's queue is full");
            int length;
            while (!pair.Dealer.TryReceive(buffer, out length, out _))
                _ = pair.Dealer.Wait(PollEvents.Readable, Bounded.Limit);
            if (length != payload.Length)
                throw new InvalidOperationException($"{length} bytes came back");
        }
    }
}

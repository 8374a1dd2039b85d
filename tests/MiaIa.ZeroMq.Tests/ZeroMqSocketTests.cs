namespace MiaIa.ZeroMq.Tests;

public sealed class ZeroMqSocketTests
{
    [Test]
    public void A_router_answers_the_peer_it_heard()
    {
        using var pair = new SocketPair();
        Assert.That(pair.Router.TrySendTo(pair.DealerId, "answer"u8), Is.EqualTo(SendOutcome.Sent));
        Assert.That(Bounded.Receive(pair.Dealer), Is.EqualTo("answer"u8.ToArray()));
    }

    [Test]
    public void Parts_keep_their_order_and_say_whether_more_follow()
    {
        using var pair = new SocketPair();
        Bounded.Send(pair.Dealer, "one"u8, more: true);
        Bounded.Send(pair.Dealer, [], more: true);
        Bounded.Send(pair.Dealer, "three"u8);
        using var message = new ZeroMqMessage();
        var parts = new List<(string Text, bool More)>();
        do
        {
            Bounded.Receive(pair.Router, message);
            parts.Add((System.Text.Encoding.UTF8.GetString(message.Bytes), message.More));
        } while (message.More);
        Assert.That(parts.Skip(1), Is.EqualTo(new[] { ("one", true), ("", true), ("three", false) }));
    }

    [Test]
    public void A_message_of_a_mebibyte_arrives_whole_in_a_rented_buffer()
    {
        using var pair = new SocketPair();
        var sent = new byte[1 << 20];
        new Random(7).NextBytes(sent);
        Bounded.Send(pair.Dealer, sent);
        Assert.That(Bounded.Receive(pair.Router), Is.EqualTo(pair.DealerId));
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(sent.Length);
        Assert.That(pair.Router.TryReceive(buffer, out var length, out var more), Is.True);
        Assert.That((length, more), Is.EqualTo((sent.Length, false)));
        Assert.That(buffer.AsSpan(0, length).SequenceEqual(sent), Is.True);
        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
    }

    [Test]
    public void A_buffer_that_is_too_small_learns_the_whole_length()
    {
        using var pair = new SocketPair();
        Bounded.Send(pair.Dealer, "0123456789"u8);
        Bounded.Receive(pair.Router);
        var small = new byte[4];
        Assert.That(pair.Router.TryReceive(small, out var length, out _), Is.True);
        Assert.That(length, Is.EqualTo(10));
        Assert.That(small, Is.EqualTo("0123"u8.ToArray()));
    }

    [Test]
    public void Nothing_to_receive_is_an_answer_not_an_error()
    {
        using var pair = new SocketPair();
        using var message = new ZeroMqMessage();
        Assert.That(pair.Router.TryReceive(message), Is.False);
        Assert.That(pair.Router.TryReceive(new byte[8], out var length, out var more), Is.False);
        Assert.That((length, more), Is.EqualTo((0, false)));
        Assert.That(pair.Router.Wait(PollEvents.Readable, TimeSpan.Zero), Is.EqualTo(PollEvents.None));
    }

    [Test]
    public void An_immediate_dealer_says_at_once_that_nobody_is_there()
    {
        using var context = new ZeroMqContext();
        using var dealer = context.CreateSocket(ZeroMqSocketType.Dealer, new ZeroMqSocketOptions { Immediate = true });
        dealer.Connect("tcp://127.0.0.1:9");
        Assert.That(dealer.TrySend("lost?"u8), Is.False);
    }

    [Test]
    public void A_peer_that_nobody_knows_has_no_route()
    {
        using var pair = new SocketPair();
        Assert.That(pair.Router.TrySendTo("nobody"u8, "text"u8), Is.EqualTo(SendOutcome.NoRoute));
        Assert.That(pair.Router.TrySendTo(pair.DealerId, "still works"u8), Is.EqualTo(SendOutcome.Sent));
        Assert.That(Bounded.Receive(pair.Dealer), Is.EqualTo("still works"u8.ToArray()));
    }

    [Test]
    public void A_peer_that_does_not_read_fills_its_queue_and_then_gets_everything_that_was_taken()
    {
        using var pair = new SocketPair(
            new ZeroMqSocketOptions { RouterMandatory = true, SendHighWaterMark = 10 },
            new ZeroMqSocketOptions { ReceiveHighWaterMark = 10 }
        );
        var payload = new byte[64 << 10];
        var sent = 0;
        // The bound is far above what the kernel's own buffers can hold, so only a high-water mark that does nothing reaches it.
        while (pair.Router.TrySendTo(pair.DealerId, payload) == SendOutcome.Sent && sent < 10_000)
            sent++;
        Assert.That(sent, Is.InRange(10, 9_999));
        for (var i = 0; i < sent; i++)
            Assert.That(Bounded.Receive(pair.Dealer), Has.Length.EqualTo(payload.Length));
        Bounded.Until(() => pair.Router.TrySendTo(pair.DealerId, "again"u8) == SendOutcome.Sent, "the queue stays full");
    }

    [Test]
    public void A_longer_message_than_allowed_ends_the_connection()
    {
        using var pair = new SocketPair(new ZeroMqSocketOptions { RouterMandatory = true, MaxMessageBytes = 1000 });
        Bounded.Send(pair.Dealer, new byte[1001]);
        Bounded.Until(() => pair.Router.TrySendTo(pair.DealerId, "?"u8) == SendOutcome.NoRoute, "the peer is still connected");
    }

    [Test]
    public void A_router_sees_the_id_that_the_dealer_chose()
    {
        using var pair = new SocketPair(dealer: new ZeroMqSocketOptions { RoutingId = "study-7"u8.ToArray() });
        Assert.That(pair.DealerId, Is.EqualTo("study-7"u8.ToArray()));
    }

    [Test]
    public void A_second_bind_to_a_port_says_that_it_is_taken()
    {
        using var pair = new SocketPair();
        using var context = new ZeroMqContext();
        using var second = context.CreateSocket(ZeroMqSocketType.Router);
        var error = Assert.Throws<ZeroMqException>(() => second.Bind(pair.Router.LastEndpoint));
        Assert.That(error.IsAddressInUse, Is.True);
        Assert.That(error.Message, Does.Contain(pair.Router.LastEndpoint).And.Contain("Address already in use"));
    }

    [Test]
    public void A_malformed_endpoint_is_refused_with_libzmqs_text()
    {
        using var context = new ZeroMqContext();
        using var socket = context.CreateSocket(ZeroMqSocketType.Dealer);
        var error = Assert.Throws<ZeroMqException>(() => socket.Connect("nonsense"));
        Assert.That(error.Message, Does.Contain("connect to nonsense: Invalid argument"));
        Assert.That(error.Errno, Is.EqualTo(22));
    }

    [Test]
    public void A_wrong_option_names_itself_and_its_value()
    {
        using var context = new ZeroMqContext();
        var error = Assert.Throws<ZeroMqException>(() =>
            context.CreateSocket(ZeroMqSocketType.Dealer, new ZeroMqSocketOptions { SendHighWaterMark = -5 })
        );
        Assert.That(error.Message, Does.Contain("SendHighWaterMark (-5) on a Dealer socket"));
    }

    [Test]
    public void Disposal_in_any_order_ends_without_waiting()
    {
        var context = new ZeroMqContext();
        var socket = context.CreateSocket(ZeroMqSocketType.Dealer);
        socket.Connect("tcp://127.0.0.1:9");
        Assert.That(socket.TrySend("never delivered"u8), Is.True);
        Assert.That(
            Task.Run(() =>
                {
                    context.Dispose();
                    socket.Dispose();
                })
                .Wait(Bounded.Limit),
            Is.True
        );
        Assert.Throws<ObjectDisposedException>(() => socket.TrySend("x"u8));
    }
}

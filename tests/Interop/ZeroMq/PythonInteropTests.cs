using System.Buffers.Binary;
using MiaIa.ZeroMq;

namespace Interop.ZeroMq;

/// <summary>Our binding against Debian's python3-zmq, in both parts.</summary>
public sealed class PythonInteropTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private ZeroMqContext _context = null!;
    private ZeroMqMessage _message = null!;

    [SetUp]
    public void SetUp()
    {
        _context = new ZeroMqContext();
        _message = new ZeroMqMessage();
    }

    [TearDown]
    public void TearDown()
    {
        _message.Dispose();
        _context.Dispose();
    }

    [Test]
    public void A_python_dealer_talks_to_our_router()
    {
        using var router = Router();
        using var peer = PythonPeer.Start("DEALER", "connect", router.LastEndpoint);
        var id = Hear(router);
        Assert.That(router.TrySendTo(id, "back and forth"u8), Is.EqualTo(SendOutcome.Sent));
        Assert.That(Receive(router), Is.EqualTo(new[] { id, "back and forth"u8.ToArray() }));
    }

    [Test]
    public void Our_dealer_talks_to_a_python_router_in_several_parts()
    {
        using var peer = PythonPeer.Start("ROUTER", "bind", "tcp://127.0.0.1:*");
        using var dealer = Dealer(peer.Endpoint);
        byte[][] parts = ["one"u8.ToArray(), [], "three"u8.ToArray()];
        Send(dealer, parts[0], more: true);
        Send(dealer, parts[1], more: true);
        Send(dealer, parts[2]);
        Assert.That(Receive(dealer), Is.EqualTo(parts));
    }

    [Test]
    public void A_message_of_eight_mebibytes_comes_back_whole()
    {
        using var peer = PythonPeer.Start("ROUTER", "bind", "tcp://127.0.0.1:*");
        using var dealer = Dealer(peer.Endpoint);
        var large = new byte[8 << 20];
        new Random(11).NextBytes(large);
        Send(dealer, large);
        Assert.That(Receive(dealer).Single().AsSpan().SequenceEqual(large), Is.True);
    }

    [Test]
    public void Our_dealer_reconnects_after_the_peer_was_killed()
    {
        using var first = PythonPeer.Start("ROUTER", "bind", "tcp://127.0.0.1:*");
        using var dealer = Dealer(first.Endpoint);
        Send(dealer, "before"u8.ToArray());
        Assert.That(Receive(dealer).Single(), Is.EqualTo("before"u8.ToArray()));
        first.Kill();
        Assert.That(SpinWait.SpinUntil(() => !dealer.TrySend("into the void"u8), Limit), Is.True, "the loss is not seen");
        using var second = PythonPeer.Start("ROUTER", "bind", first.Endpoint);
        Send(dealer, "after"u8.ToArray());
        byte[] answer;
        do answer = Receive(dealer).Single();
        while (answer.AsSpan().SequenceEqual("into the void"u8));
        Assert.That(answer, Is.EqualTo("after"u8.ToArray()));
    }

    [Test]
    public void Our_router_loses_a_killed_peer_and_hears_the_next_one()
    {
        using var router = Router();
        byte[] gone;
        using (var first = PythonPeer.Start("DEALER", "connect", router.LastEndpoint))
        {
            gone = Hear(router);
            first.Kill();
        }

        Assert.That(SpinWait.SpinUntil(() => router.TrySendTo(gone, "?"u8) == SendOutcome.NoRoute, Limit), Is.True);
        using var second = PythonPeer.Start("DEALER", "connect", router.LastEndpoint);
        Assert.That(router.TrySendTo(Hear(router), "welcome"u8), Is.EqualTo(SendOutcome.Sent));
    }

    [Test]
    public void Many_messages_beyond_the_high_water_mark_all_arrive_in_order()
    {
        const int count = 50_000;
        using var peer = PythonPeer.Start("ROUTER", "bind", "tcp://127.0.0.1:*");
        using var dealer = Dealer(peer.Endpoint, new ZeroMqSocketOptions { Immediate = true, ReceiveHighWaterMark = 100 });
        // A Python ROUTER drops what exceeds its own mark, so the numbers are asked for in blocks below it.
        for (var block = 0; block < count / 500; block++)
        {
            Send(dealer, "count 500 64"u8.ToArray());
            for (var i = 0; i < 500; i++)
            {
                var answer = Receive(dealer).Single();
                Assert.That((answer.Length, BinaryPrimitives.ReadInt32LittleEndian(answer)), Is.EqualTo((64, i)));
            }
        }
    }

    [Test]
    public void Curve_works_with_the_key_on_our_side()
    {
        var keys = CurveKeyPair.Create();
        using var router = Router(new ZeroMqSocketOptions { RouterMandatory = true, Curve = CurveSecurity.Server(keys) });
        using var peer = PythonPeer.Start("DEALER", "connect", router.LastEndpoint, "--curve-client", keys.PublicKey);
        var id = Hear(router);
        Assert.That(router.TrySendTo(id, "secret"u8), Is.EqualTo(SendOutcome.Sent));
        Assert.That(Receive(router)[1], Is.EqualTo("secret"u8.ToArray()));
    }

    [Test]
    public void Curve_works_with_the_key_on_the_python_side_and_only_with_the_right_one()
    {
        var keys = CurveKeyPair.Create();
        // A key that begins with a dash looks like an option on the peer's command line; such keys are not used here.
        while (keys.PublicKey[0] == '-' || keys.SecretKey[0] == '-')
            keys = CurveKeyPair.Create();
        using var peer = PythonPeer.Start("ROUTER", "bind", "tcp://127.0.0.1:*", "--curve-server", keys.PublicKey, keys.SecretKey);
        using var wrong = Dealer(peer.Endpoint, With(CurveKeyPair.Create().PublicKey));
        using var right = Dealer(peer.Endpoint, With(keys.PublicKey));
        Send(right, "secret"u8.ToArray());
        Assert.That(Receive(right).Single(), Is.EqualTo("secret"u8.ToArray()));
        Assert.That(wrong.TrySend("secret"u8), Is.False);
    }

    private static ZeroMqSocketOptions With(string serverKey) =>
        new() { Immediate = true, Curve = CurveSecurity.Client(CurveKeyPair.Create(), serverKey) };

    private ZeroMqSocket Router(ZeroMqSocketOptions? options = null)
    {
        var router = _context.CreateSocket(ZeroMqSocketType.Router, options ?? new ZeroMqSocketOptions { RouterMandatory = true });
        router.Bind("tcp://127.0.0.1:*");
        return router;
    }

    private ZeroMqSocket Dealer(string endpoint, ZeroMqSocketOptions? options = null)
    {
        var dealer = _context.CreateSocket(ZeroMqSocketType.Dealer, options ?? new ZeroMqSocketOptions { Immediate = true });
        dealer.Connect(endpoint);
        return dealer;
    }

    private byte[] Hear(ZeroMqSocket router)
    {
        var parts = Receive(router);
        Assert.That(parts[1], Is.EqualTo("hello"u8.ToArray()));
        return parts[0];
    }

    private static void Send(ZeroMqSocket socket, byte[] part, bool more = false)
    {
        Assert.That(socket.Wait(PollEvents.Writable, Limit), Is.EqualTo(PollEvents.Writable), "cannot send");
        Assert.That(socket.TrySend(part, more), Is.True);
    }

    private byte[][] Receive(ZeroMqSocket socket)
    {
        var parts = new List<byte[]>();
        do
        {
            if (!socket.TryReceive(_message))
            {
                Assert.That(socket.Wait(PollEvents.Readable, Limit), Is.EqualTo(PollEvents.Readable), "nothing came");
                Assert.That(socket.TryReceive(_message), Is.True);
            }

            parts.Add(_message.Bytes.ToArray());
        } while (_message.More);
        return [.. parts];
    }
}

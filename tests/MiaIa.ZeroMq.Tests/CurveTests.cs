namespace MiaIa.ZeroMq.Tests;

public sealed class CurveTests
{
    [Test]
    public void A_client_that_knows_the_servers_key_gets_through()
    {
        var server = CurveKeyPair.Create();
        using var pair = new SocketPair(
            new ZeroMqSocketOptions { RouterMandatory = true, Curve = CurveSecurity.Server(server) },
            new ZeroMqSocketOptions { Curve = CurveSecurity.Client(CurveKeyPair.Create(), server.PublicKey) }
        );
        Assert.That(pair.Router.TrySendTo(pair.DealerId, "secret"u8), Is.EqualTo(SendOutcome.Sent));
        Assert.That(Bounded.Receive(pair.Dealer), Is.EqualTo("secret"u8.ToArray()));
    }

    [Test]
    public void A_client_with_the_wrong_server_key_and_one_in_clear_text_are_kept_out()
    {
        using var context = new ZeroMqContext();
        using var router = context.CreateSocket(
            ZeroMqSocketType.Router,
            new ZeroMqSocketOptions { Curve = CurveSecurity.Server(CurveKeyPair.Create()) }
        );
        using var monitor = new ZeroMqMonitor(router);
        router.Bind("tcp://127.0.0.1:*");
        using var wrong = context.CreateSocket(
            ZeroMqSocketType.Dealer,
            new ZeroMqSocketOptions
            {
                Immediate = true,
                Curve = CurveSecurity.Client(CurveKeyPair.Create(), CurveKeyPair.Create().PublicKey),
            }
        );
        using var clear = context.CreateSocket(ZeroMqSocketType.Dealer, new ZeroMqSocketOptions { Immediate = true });
        wrong.Connect(router.LastEndpoint);
        clear.Connect(router.LastEndpoint);
        const ZeroMqMonitorEventKind failed = ZeroMqMonitorEventKind.HandshakeFailedProtocol;
        for (var failures = 0; failures < 2; )
        {
            Assert.That(monitor.Events.Wait(PollEvents.Readable, Bounded.Limit), Is.EqualTo(PollEvents.Readable));
            if (monitor.TryRead(out var happened) && happened.Kind == failed)
                failures++;
        }

        Assert.That(wrong.TrySend("x"u8), Is.False);
        Assert.That(router.Wait(PollEvents.Readable, TimeSpan.Zero), Is.EqualTo(PollEvents.None));
    }

    [Test]
    public void A_pair_has_forty_characters_each_and_does_not_show_its_secret()
    {
        var pair = CurveKeyPair.Create();
        Assert.That(pair.PublicKey, Has.Length.EqualTo(40));
        Assert.That(pair.SecretKey, Has.Length.EqualTo(40).And.Not.EqualTo(pair.PublicKey));
        Assert.That($"{pair} {CurveSecurity.Server(pair)}", Does.Not.Contain(pair.SecretKey));
    }

    [Test]
    public void A_key_of_another_length_is_refused_without_being_shown()
    {
        var error = Assert.Throws<ArgumentException>(() => CurveSecurity.Client(CurveKeyPair.Create(), "too-short"));
        Assert.That(error.Message, Does.Contain("has 9").And.Not.Contain("too-short"));
    }
}

using MiaIa.Bridge.Relay;

namespace Interop.ZeroMq;

/// <summary>The bridge's ROUTER, which is NetMQ's, against DEALERs of libzmq.</summary>
public sealed class PythonDealerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly byte[] Hello = "hello"u8.ToArray();

    private StudyPort _port = null!;

    [SetUp]
    public void SetUp() => _port = new StudyPort("tcp://127.0.0.1:*");

    [TearDown]
    public void TearDown() => _port.Dispose();

    [Test]
    public void Frames_of_every_size_come_back_as_they_went()
    {
        using var peer = PythonPeer.Start(_port.Endpoint);
        var id = Hear(Hello);
        var random = new Random(11);
        // Around each border of the wire's two lengths and of a batch of 8 KiB, then the longest that is let through at all.
        foreach (var bytes in new[] { 0, 1, 2, 254, 255, 256, 257, 8_190, 8_191, 8_192, 8_193, 8_202, 65_518, 200_000, 1_048_576 })
        {
            var sent = new byte[bytes];
            random.NextBytes(sent);
            Assert.That(_port.TrySend(id, sent), Is.EqualTo(SendOutcome.Sent));
            Receive();
            Assert.That((_port.FrameBytes, _port.HasManyParts), Is.EqualTo((bytes, false)));
            // What is too long for a frame anyway is kept up to there.
            Assert.That(_port.Frame.SequenceEqual(sent.AsSpan(0, _port.Frame.Length)), Is.True, $"{bytes} bytes");
            Assert.That(_port.Frame.Length, Is.GreaterThanOrEqualTo(Math.Min(bytes, 65_518)));
        }
    }

    [Test]
    public void Twenty_thousand_frames_beyond_every_high_water_mark_come_back_in_order()
    {
        const int Count = 20_000;
        using var peer = PythonPeer.Start(_port.Endpoint);
        var id = Hear(Hello);
        for (int sent = 0, returned = 0; returned < Count; returned++)
        {
            // As far ahead as it goes: the peer's answers wait in its socket and in ours meanwhile.
            while (sent < Count && _port.TrySend(id, BitConverter.GetBytes(sent)) == SendOutcome.Sent)
                sent++;
            Receive();
            Assert.That(BitConverter.ToInt32(_port.Frame), Is.EqualTo(returned));
        }
    }

    [Test]
    public void A_message_of_more_than_a_mebibyte_ends_its_connection_and_nobody_elses()
    {
        using var good = PythonPeer.Start(_port.Endpoint);
        var id = Hear(Hello);
        using var bad = PythonPeer.Start(_port.Endpoint, "--zeros", "1048577");
        using var alsoGood = PythonPeer.Start(_port.Endpoint, "--first", "0102");
        Hear([1, 2]);
        Assert.That(_port.TrySend(id, [9]), Is.EqualTo(SendOutcome.Sent));
        Hear([9]);
        Assert.That(_port.TryReceive(), Is.False, "the message that is too long");
    }

    [Test]
    public void Several_parts_are_seen_as_such_and_the_next_message_is_whole()
    {
        using var many = PythonPeer.Start(_port.Endpoint, "--first", "01,,02,03");
        Receive();
        Assert.That((_port.HasManyParts, _port.FrameBytes), Is.EqualTo((true, 0)));
        Assert.That(_port.TrySend(_port.RoutingId, [7, 8]), Is.EqualTo(SendOutcome.Sent));
        Hear([7, 8]);
    }

    [TestCase("0a", 1)]
    [TestCase("", 1)]
    [TestCase(
        "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f4041",
        65
    )]
    public void What_stands_before_the_frame_is_seen_apart_from_it(string credential, int seenBytes)
    {
        using var peer = PythonPeer.Start(_port.Endpoint, "--first", credential + ",0708");
        Receive();
        Assert.That((_port.HasManyParts, _port.FrameBytes), Is.EqualTo((false, 2)));
        Assert.That(_port.Credential.Length, Is.EqualTo(seenBytes));
        Assert.That(_port.TrySend(_port.RoutingId, [9]), Is.EqualTo(SendOutcome.Sent));
        Hear([9]);
        Assert.That(_port.Credential.IsEmpty, Is.True);
    }

    [Test]
    public void A_second_peer_with_the_same_name_does_not_take_the_first_ones_place()
    {
        using var first = PythonPeer.Start(_port.Endpoint, "--identity", "study-7", "--first", "01");
        var name = Hear([1]);
        Assert.That(name, Is.EqualTo("study-7"u8.ToArray()));
        using var second = PythonPeer.Start(_port.Endpoint, "--identity", "study-7", "--first", "02");
        // Long after it has connected and spoken.
        using var third = PythonPeer.Start(_port.Endpoint, "--first", "04");
        Hear([4]);
        Assert.That(_port.TrySend(name, [3]), Is.EqualTo(SendOutcome.Sent));
        Assert.That(Hear([3]), Is.EqualTo(name), "the first one sends back what it gets");
    }

    [Test]
    public void A_peer_killed_with_a_full_queue_is_lost_and_others_are_served()
    {
        using var other = PythonPeer.Start(_port.Endpoint);
        var otherId = Hear(Hello);
        using var deaf = PythonPeer.Start(_port.Endpoint, "--deaf", "--first", "05");
        var id = Hear([5]);
        var frame = new byte[64 * 1024];
        var sent = 0;
        // The bound is far above what the kernel's own buffers can hold, so only a high-water mark that does nothing reaches it.
        while (sent < 10_000 && _port.TrySend(id, frame) == SendOutcome.Sent)
            sent++;
        Assert.That(sent, Is.InRange(10, 9_999));
        Assert.That(_port.TrySend(otherId, [1]), Is.EqualTo(SendOutcome.Sent));
        Hear([1]);
        deaf.Kill();
        Assert.That(SpinWait.SpinUntil(() => _port.TrySend(id, frame) == SendOutcome.NoRoute, Limit), Is.True, "still there");
        Assert.That(_port.TrySend(otherId, [2]), Is.EqualTo(SendOutcome.Sent));
        Hear([2]);
    }

    [Test]
    public void Nobody_has_no_route_and_the_next_send_works()
    {
        using var peer = PythonPeer.Start(_port.Endpoint);
        var id = Hear(Hello);
        Assert.That(_port.TrySend("nobody"u8, [1]), Is.EqualTo(SendOutcome.NoRoute));
        Assert.That(_port.TrySend(id, [2]), Is.EqualTo(SendOutcome.Sent));
        Hear([2]);
    }

    private byte[] Hear(byte[] expected)
    {
        Receive();
        Assert.That(_port.Frame.ToArray(), Is.EqualTo(expected));
        return _port.RoutingId.ToArray();
    }

    private void Receive() => Assert.That(SpinWait.SpinUntil(_port.TryReceive, Limit), Is.True, "nothing came");
}

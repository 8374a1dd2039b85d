using System.Diagnostics;
using System.Net.Sockets;
using Google.Protobuf;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;
using MiaIa.V1;

namespace Interop.ZeroMq;

/// <summary>The bridge as a process, between a study of libzmq and connections that no study makes.</summary>
public sealed class BridgeProcessTests
{
    private const string Malformed = "ff";
    private static readonly string Token = Convert.ToHexString(TestAccess.Tokens[AccessRole.Operate].Bytes);

    // What a stop takes is far less; a machine that is busy gets more.
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(2);

    [Test]
    public void Foreign_bytes_of_every_kind_cost_nobody_else_anything()
    {
        using var bridge = new BridgeProcess();
        var open = new List<TcpClient>();
        foreach (var (name, bytes) in ForeignBytes.Kinds())
        {
            var client = bridge.Connect();
            open.Add(client);
            client.GetStream().Write(bytes);
            // And once more with a goodbye in the middle of it.
            using var brief = bridge.Connect();
            brief.GetStream().Write(bytes);
            Thread.Sleep(20);
            Assert.That(bridge.IsRunning, Is.True, name);
        }

        AssertServes(bridge);
        foreach (var client in open)
            client.Dispose();
        AssertServes(bridge);
        AssertEndsWell(bridge);
    }

    [Test]
    public void Random_bytes_cost_nobody_else_anything()
    {
        using var bridge = new BridgeProcess();
        var random = new Random(17);
        for (var i = 0; i < 500; i++)
        {
            var bytes = new byte[random.Next(1, 400)];
            random.NextBytes(bytes);
            // Half of them get as far as frames, where any bytes mean something.
            byte[] begin = i % 2 == 0 ? [] : [.. ForeignBytes.Greeting(), .. ForeignBytes.Ready];
            using var client = bridge.Connect();
            try
            {
                client.GetStream().Write([.. begin, .. bytes]);
            }
            catch (IOException)
            {
                // It was hung up on already, which is as good.
            }
        }

        AssertServes(bridge);
        AssertEndsWell(bridge);
    }

    [Test]
    public void Five_hundred_silent_connections_cost_nobody_else_anything()
    {
        using var bridge = new BridgeProcess();
        var silent = Enumerable.Range(0, 500).Select(_ => bridge.Connect()).ToArray();
        AssertServes(bridge);
        foreach (var client in silent)
            client.Dispose();
        AssertServes(bridge);
        AssertEndsWell(bridge);
    }

    // NetMQ 4.0.4.5 takes a negative length for an array's. Nothing can stand between it and the connection, so the bridge ends in order;
    // when a newer NetMQ refuses these bytes, this test fails, and they belong among the other kinds.
    [Test]
    public void A_negative_length_in_READY_ends_it_in_order_with_a_sentence_and_the_next_one_takes_the_port()
    {
        using var bridge = new BridgeProcess();
        using var client = bridge.Connect();
        client.GetStream().Write([.. ForeignBytes.Greeting(), .. ForeignBytes.Command("READY", ForeignBytes.Property("Identity", [], -1))]);
        var (exitCode, error) = bridge.End(EndLimit);
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("A thread of a library has failed").And.Contain("ParseMetadata"));
        using var next = new BridgeProcess($"{bridge.Port}");
        AssertServes(next);
    }

    [Test]
    public void A_study_hears_the_last_words_of_a_bridge_that_is_asked_to_stop()
    {
        using var bridge = new BridgeProcess();
        var hello = new StudyFrame
        {
            Epoch = 1,
            Hello = new Hello { ProtocolVersion = 5, Instrument = "ES" },
        };
        using var study = PythonPeer.Start(bridge.Endpoint, "--print", "--first", $"{Token},{Convert.ToHexString(hello.ToByteArray())}");
        Assert.That(EngineFrame.Parser.ParseFrom(study.Got()).Heartbeat, Is.Not.Null);
        AssertEndsWell(bridge);
        EngineFrame frame;
        do frame = EngineFrame.Parser.ParseFrom(study.Got());
        while (frame.Heartbeat.Text != "the bridge is stopping");
    }

    /// <summary>A DEALER of libzmq says something malformed and is told so.</summary>
    private static void AssertServes(BridgeProcess bridge)
    {
        // The bridge answers what is malformed ten times a second at most, whoever sent it.
        Thread.Sleep(200);
        using var peer = PythonPeer.Start(bridge.Endpoint, "--print", "--first", $"{Token},{Malformed}");
        Assert.That(EngineFrame.Parser.ParseFrom(peer.Got()).Refused?.Code, Is.EqualTo("malformed"));
    }

    private static void AssertEndsWell(BridgeProcess bridge)
    {
        var started = Stopwatch.GetTimestamp();
        bridge.Terminate();
        var (exitCode, error) = bridge.End(EndLimit);
        TestContext.Out.WriteLine($"stopped in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Does.Not.Contain("Unhandled"));
    }
}

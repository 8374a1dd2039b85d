using System.Text;

namespace Interop.StudyLink;

/// <summary>The study's own ZMTP against two ROUTERs that we did not write, on a network that does what networks do.</summary>
[TestFixture("NetMQ")]
[TestFixture("libzmq")]
public sealed class StudyLinkTests(string implementation)
{
    private static readonly string[] Sizes =
    [
        "echo:0",
        "echo:1",
        "echo:254",
        "echo:255",
        "echo:256",
        "echo:65535",
        "echo:65536",
        "pull:65535",
        "pull:65536",
        "pull:65537",
        "pull:1048576",
        "echo:2",
    ];

    private IRouter _router = null!;

    [SetUp]
    public void SetUp() => _router = implementation == "NetMQ" ? new NetMqRouter() : new LibzmqRouter();

    [TearDown]
    public void TearDown() => _router.Dispose();

    [Test]
    public void Every_size_comes_back_and_what_is_too_long_is_passed_over()
    {
        using var study = new StudyPeer(_router.Endpoint, Sizes);
        var lines = study.Finished(connections: 1);
        Assert.That(lines[^1], Does.Contain("passed over 2,"));
    }

    [Test]
    public void Everything_comes_byte_by_byte()
    {
        using var network = new BadNetwork(_router, new Passage { PieceBytes = 1 });
        using var study = new StudyPeer(
            network.Endpoint,
            ["echo:0", "echo:1", "echo:255", "echo:256", "pull:65537", "echo:65536", "echo:3"]
        );
        study.Finished(connections: 1);
    }

    [Test]
    public void Many_messages_at_once_all_come_back_in_order()
    {
        using var study = new StudyPeer(_router.Endpoint, "echo:200:100000");
        study.Finished(connections: 1);
    }

    [Test]
    public void A_connection_that_dies_in_the_middle_of_anything_is_made_anew_and_everything_is_answered()
    {
        // In the greeting, in READY, in the head of a frame, in its body, and between two.
        long[] toStudy = [1, 40, 64, 66, 100, 119, 130, 400, 401, 402];
        long[] fromStudy = [1, 64, 80, 107, 108, 110, 500];
        Passage[] early =
        [
            .. toStudy.Select(bytes => new Passage { DiesAfterToStudy = bytes }),
            .. fromStudy.Select(bytes => new Passage { DiesAfterFromStudy = bytes }),
        ];
        // After each a later one, which has carried messages, so that the pauses stay short.
        var deaths = early
            .SelectMany(
                (death, i) =>
                    new[]
                    {
                        death,
                        new Passage { DiesAfterToStudy = 5_000 + i },
                    }
            )
            .ToArray();
        using var network = new BadNetwork(_router, deaths);
        using var study = new StudyPeer(network.Endpoint, "echo:300:1000");
        study.WaitFor("answered 1000 of 1000");
        Assert.That(network.Connections, Is.EqualTo(deaths.Length + 1));
    }

    [Test]
    public void A_peer_that_does_not_read_for_a_while_loses_nothing()
    {
        using var network = new BadNetwork(_router, new Passage { PausesAfterFromStudy = 100_000, Pause = TimeSpan.FromSeconds(3) });
        using var study = new StudyPeer(network.Endpoint, "echo:60000:400");
        study.Finished(connections: 1);
    }

    [Test]
    public void A_connection_that_freezes_is_found_and_made_anew()
    {
        using var network = new BadNetwork(_router, new Passage { PausesAfterFromStudy = 5_000 });
        using var study = new StudyPeer(network.Endpoint, "echo:300:200");
        study.Finished(connections: 2);
    }

    [Test]
    public void Garbage_old_protocols_and_silence_are_refused_by_name_and_tried_again()
    {
        byte[][] greetings =
        [
            Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\n\r\n"),
            [0x01, 0x00],
            [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 1, 6, 0, 0],
            [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0],
            [.. Enumerable.Repeat((byte)0, 5000)],
        ];
        using var network = new BadNetwork(_router, [.. greetings.Select(bytes => new Passage { Garbage = bytes })]);
        using var study = new StudyPeer(network.Endpoint, "echo:300:20");
        var said = string.Join('\n', study.Finished(connections: 1));
        Assert.That(said, Does.Contain("does not speak ZMTP 3 (its first byte is 0x48)"));
        Assert.That(said, Does.Contain("does not speak ZMTP 3 (its first byte is 0x01)"));
        Assert.That(said, Does.Contain("speaks ZMTP 2, this study needs 3 or newer"));
        Assert.That(said, Does.Contain("speaks ZMTP 1, this study needs 3 or newer"));
        Assert.That(said, Does.Contain("does not speak ZMTP 3 (its first byte is 0x00)"));
        Assert.That(network.Connections, Is.EqualTo(greetings.Length + 1));
    }
}

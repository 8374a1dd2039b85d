using Google.Protobuf;
using MiaIa.Bridge.Sessions;
using MiaIa.Bridge.Tests.Scripted;
using MiaIa.Bridge.Wire;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;
using MiaIa.V1;

namespace MiaIa.Bridge.Tests.Relay;

/// <summary>Who may speak to the bridge: a connection whose first message carries this user's token, and in an epoch only who began it.</summary>
public sealed class CredentialTests
{
    private RelayFixture _bridge = null!;
    private ScriptedStudy _good = null!;

    private static byte[] Token => TestAccess.Tokens[AccessRole.Operate].Bytes.ToArray();

    [SetUp]
    public void SetUp()
    {
        _bridge = new RelayFixture();
        _good = _bridge.Attached(1);
    }

    [TearDown]
    public void TearDown()
    {
        _good.Dispose();
        _bridge.Dispose();
    }

    [Test]
    public void Fault_65_another_program_with_a_studys_epoch_is_refused_before_its_frame_is_read()
    {
        var other = Stranger();
        // Well-formed and in order, and then what cannot be read: both are answered alike.
        other.SendUnproven(
            new StudyFrame
            {
                Epoch = 1,
                Counter = 1,
                Trades = RandomFrames.Trades(new Random(1)),
            }.ToByteArray()
        );
        Eventually.True(() => other.Refusals.Any(), "the refusal", other);
        other.SendUnproven([0xFF]);
        Eventually.True(() => _bridge.Counters.Refused(FrameFault.NoCredential) == 2, "both counted", other);
        Assert.Multiple(() =>
        {
            Assert.That(other.Refusals.Select(r => r.Code), Is.All.EqualTo("no_credential"));
            Assert.That(_bridge.Counters.Refused(FrameFault.Malformed), Is.Zero);
            Assert.That(_bridge.Engine.JournalOf(1), Is.Empty);
        });
        _good.Make(10);
        _bridge.AssertAllArrived(_good);
    }

    [Test]
    public void A_wrong_credential_of_any_length_is_refused()
    {
        var wrong = Token;
        wrong[63] ^= 1;
        byte[][] credentials =
        [
            wrong,
            [],
            Token[..63],
            [.. Token, (byte)'0'],
            new byte[100_000],
            TestAccess.Tokens[AccessRole.Watch].Bytes.ToArray(),
        ];
        var hello = new StudyFrame
        {
            Epoch = 2,
            Hello = new Hello { ProtocolVersion = 5, Instrument = "ES" },
        }.ToByteArray();
        var refused = 0;
        foreach (var credential in credentials)
        {
            Stranger().SendRaw(credential, hello);
            refused++;
            Eventually.True(() => _bridge.Counters.Refused(FrameFault.NoCredential) == refused, $"{credential.Length} bytes", _good);
        }

        Assert.That(_bridge.Engine.Hellos, Has.Count.EqualTo(1));
    }

    [Test]
    public void What_one_connection_proves_does_not_speak_for_the_next()
    {
        var first = Stranger();
        first.SendRaw([0xFF]);
        Eventually.True(() => _bridge.Counters.Refused(FrameFault.Malformed) == 1, "proven and read", first);
        var second = Stranger();
        second.SendUnproven([0xFF]);
        Eventually.True(() => _bridge.Counters.Refused(FrameFault.NoCredential) == 1, "not proven", second);
    }

    [TestCase(18ul)]
    [TestCase(0ul)]
    public void An_epoch_goes_on_only_with_the_secret_that_it_began_with(ulong secret)
    {
        var other = _bridge.Study(1, secret: secret);
        other.SayHello();
        Eventually.True(() => other.Refusals.Any(), "the refusal", other);
        Assert.That(other.Refusals.First().Code, Is.EqualTo("epoch_taken"));
        Assert.That(_bridge.Counters.Refused(FrameFault.EpochTaken), Is.EqualTo(1));
        // The answers still go to the one that began it.
        _good.Make(10);
        _bridge.AssertAllArrived(_good);
    }

    [Test]
    public void Another_connection_speaks_for_an_epoch_only_once_it_has_said_its_secret()
    {
        _good.Make(1);
        _bridge.AssertAllArrived(_good);
        var other = _bridge.Study(1, secret: 18);
        other.SayGoodbye();
        Eventually.True(() => _bridge.Counters.FromUnknownStudy == 1, "its goodbye is not taken", other);
        other.SendHeartbeat();
        Eventually.True(() => _bridge.Counters.FromUnknownStudy == 2, "nor its heartbeat", other);
        // The answers still go to the one that began it, and nobody asks it to begin anew.
        _good.Make(10);
        _bridge.AssertAllArrived(_good);
        Assert.That(_bridge.Engine.Hellos, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_connection_whose_name_is_none_of_NetMQs_is_refused_whatever_it_proves()
    {
        var proven = new ProvenStudies(TestAccess.Tokens);
        Assert.Multiple(() =>
        {
            Assert.That(proven.Prove([0, 1, 2, 3, 4], Token, 1), Is.True);
            Assert.That(proven.Knows([0, 1, 2, 3, 4], 1), Is.True);
            foreach (var name in new byte[][] { [], [1, 2, 3, 4, 5], [0, 1, 2, 3], [0, 1, 2, 3, 4, 5], "study-7"u8.ToArray() })
            {
                Assert.That(proven.Prove(name, Token, 1), Is.False);
                Assert.That(proven.Knows(name, 1), Is.False);
            }
        });
    }

    [Test]
    public void The_connection_that_was_silent_longest_makes_room()
    {
        var proven = new ProvenStudies(TestAccess.Tokens);
        for (byte i = 0; ; i++)
        {
            Assert.That(proven.Prove([0, 0, 0, 0, i], Token, i), Is.True);
            if (i == ProvenStudies.ConnectionsMax - 1)
                break;
        }

        Assert.That(proven.Knows([0, 0, 0, 0, 0], 1_000), Is.True);
        Assert.That(proven.Prove([0, 0, 0, 1, 0], Token, 1_001), Is.True);
        Assert.Multiple(() =>
        {
            Assert.That(proven.Knows([0, 0, 0, 0, 0], 1_002), Is.True, "heard again meanwhile");
            Assert.That(proven.Knows([0, 0, 0, 0, 1], 1_002), Is.False, "silent longest");
            Assert.That(proven.Knows([0, 0, 0, 0, 2], 1_002), Is.True);
        });
    }

    private ScriptedStudy Stranger()
    {
        var stranger = _bridge.Study(2);
        stranger.IsStranger = true;
        return stranger;
    }
}

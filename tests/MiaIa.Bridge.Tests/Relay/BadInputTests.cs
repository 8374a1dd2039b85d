using Google.Protobuf;
using MiaIa.Bridge.Tests.Scripted;
using MiaIa.Bridge.Wire;
using MiaIa.V1;

namespace MiaIa.Bridge.Tests.Relay;

/// <summary>What cannot be read is refused with words and counted, and other studies do not notice.</summary>
public sealed class BadInputTests
{
    private RelayFixture _bridge = null!;
    private ScriptedStudy _good = null!;

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
    public void A_malformed_frame_is_refused() => AssertRefused([0xFF, 0xFF, 0xFF], FrameFault.Malformed, "malformed", "3 bytes");

    [Test]
    public void An_oversized_frame_is_refused_with_both_lengths() =>
        AssertRefused(new byte[65_519], FrameFault.Oversized, "oversized", "65519 bytes; at most 65518");

    [Test]
    public void A_frame_of_200_kilobytes_is_refused_too() =>
        AssertRefused(new byte[200_000], FrameFault.Oversized, "oversized", "200000 bytes");

    [Test]
    public void An_unknown_body_is_refused_by_its_number() =>
        AssertRefused(
            [.. new StudyFrame { Epoch = 2, Counter = 1 }.ToByteArray(), 0xF2, 0x03, 0x00],
            FrameFault.UnknownBody,
            "unknown_body",
            "body number 62"
        );

    [Test]
    public void A_frame_without_an_epoch_is_refused() =>
        AssertRefused(new StudyFrame { Counter = 1, Trades = new TradeBatch() }.ToByteArray(), FrameFault.NoEpoch, "no_epoch", "Trades");

    [Test]
    public void Fault_18_a_hello_of_another_version_is_refused_with_both_versions()
    {
        var study = _bridge.Study(2, version: 7);
        study.SayHello();
        Eventually.True(() => study.Refusals.Any(), "the refusal", study);
        var refusal = study.Refusals.First();
        Assert.That(refusal.Code, Is.EqualTo("version_mismatch"));
        Assert.That(refusal.Text, Does.Contain("version 7").And.Contain("version 5"));
        Assert.That(_bridge.Counters.Refused(FrameFault.VersionMismatch), Is.EqualTo(1));
    }

    [Test]
    public void A_hello_without_an_instrument_is_refused()
    {
        var study = _bridge.Study(2, instrument: "");
        study.SayHello();
        Eventually.True(() => study.Refusals.Any(), "the refusal", study);
        Assert.That(study.Refusals.First().Code, Is.EqualTo("bad_instrument"));
    }

    [Test]
    public void More_studies_than_the_bridge_serves_are_refused()
    {
        for (var epoch = 2ul; epoch <= 64; epoch++)
            _bridge.Study(epoch, account: $"A{epoch}").SayHello();
        Eventually.True(() => _bridge.Engine.Hellos.Count == 64, "64 studies", _good);
        var tooMany = _bridge.Study(65, account: "A65");
        tooMany.SayHello();
        Eventually.True(() => tooMany.Refusals.Any(), "the refusal", _good, tooMany);
        Assert.That(tooMany.Refusals.First().Code, Is.EqualTo("too_many_studies"));
        Assert.That(tooMany.HelloRequests, Is.Zero);
        _good.SayGoodbye();
        Eventually.True(
            () => tooMany.Welcomes > 0,
            "it is asked once there is a place, and does not wait for its own next attempt",
            tooMany
        );
    }

    [Test]
    public void A_flood_of_rubbish_is_counted_whole_and_answered_sparingly()
    {
        var stranger = _bridge.Study(2);
        stranger.IsStranger = true;
        for (var i = 0; i < 2_000; i++)
            stranger.SendRaw([0xFF]);
        _good.Make(100);
        _bridge.AssertAllArrived(_good);
        Eventually.True(() => _bridge.Counters.Refused(FrameFault.Malformed) == 2_000, "all counted", _good, stranger);
        Assert.That(stranger.Refusals.Count(), Is.InRange(1, 200));
    }

    private void AssertRefused(byte[] bytes, FrameFault fault, string code, string words)
    {
        var stranger = _bridge.Study(2);
        stranger.IsStranger = true;
        stranger.SendRaw(bytes);
        Eventually.True(() => stranger.Refusals.Any(), "the refusal", stranger);
        var refusal = stranger.Refusals.Single();
        Assert.That(refusal.Code, Is.EqualTo(code));
        Assert.That(refusal.Text, Does.Contain(words));
        Assert.That(_bridge.Counters.Refused(fault), Is.EqualTo(1));
        _good.Make(10);
        _bridge.AssertAllArrived(_good);
    }
}

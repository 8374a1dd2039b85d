using MiaIa.Bridge.Logging;
using MiaIa.Bridge.Relay;
using MiaIa.Bridge.Tests.Scripted;
using MiaIa.Tests.Access;
using Serilog.Core;

namespace MiaIa.Bridge.Tests.Relay;

/// <summary>A relay on a free port between a scripted engine and scripted studies.</summary>
internal sealed class RelayFixture : IDisposable
{
    private readonly string _endpoint;
    private readonly List<ScriptedStudy> _studies = [];

    internal RelayFixture(TimeSpan? studySilence = null, TimeProvider? time = null)
    {
        var port = new StudyPort("tcp://127.0.0.1:*");
        _endpoint = port.Endpoint;
        // A test's thread may be kept from running for seconds on a busy machine; only who asks for it tests silence.
        var silence = studySilence ?? TimeSpan.FromMinutes(10);
        Relay = new RelayLoop(port, TestAccess.Tokens, Engine, silence, time ?? TimeProvider.System, Logger.None);
        Relay.Start();
    }

    internal ScriptedEngine Engine { get; } = new();

    internal RelayLoop Relay { get; }

    internal BridgeCounters Counters => Relay.Counters;

    /// <summary>A study that has not said Hello yet.</summary>
    internal ScriptedStudy Study(ulong epoch, string instrument = "ES", string account = "Sim1", uint version = 5, ulong secret = 17)
    {
        var study = new ScriptedStudy(_endpoint, epoch, instrument, account) { ProtocolVersion = version, Secret = secret };
        _studies.Add(study);
        return study;
    }

    /// <summary>A study that the engine has welcomed.</summary>
    internal ScriptedStudy Attached(ulong epoch)
    {
        var study = Study(epoch);
        study.SayHello();
        Eventually.True(() => study.Welcomes > 0, "welcome", study);
        return study;
    }

    /// <summary>Waits until the engine has every frame that the study made, and checks them byte for byte.</summary>
    internal void AssertAllArrived(ScriptedStudy study)
    {
        Eventually.True(() => study.Acknowledged == study.Newest, $"all {study.Newest} acknowledged", study);
        var journal = Engine.JournalOf(study.Epoch);
        Assert.That(journal.Keys, Is.EqualTo(study.Made.Keys.Order()));
        foreach (var (counter, bytes) in journal)
            AssertRelayed(study.Made[counter], bytes);
        Assert.That(Engine.OutOfOrder, Is.Zero);
    }

    /// <summary>The frame as the study made it, and behind it the two times of the bridge.</summary>
    internal static void AssertRelayed(byte[] made, byte[] arrived)
    {
        const int TimesBytes = 18;
        Assert.That(arrived, Has.Length.EqualTo(made.Length + TimesBytes));
        Assert.That(arrived.AsSpan(0, made.Length).SequenceEqual(made), Is.True, "bytes differ");
        var frame = V1.StudyFrame.Parser.ParseFrom(arrived);
        Assert.That(frame.BridgeReceivedUnixNs, Is.GreaterThan(1_600_000_000_000_000_000));
        Assert.That(frame.BridgeSentUnixNs, Is.GreaterThanOrEqualTo(frame.BridgeReceivedUnixNs));
    }

    public void Dispose()
    {
        Relay.Stop();
        Assert.That(Relay.Ended.Wait(Eventually.Limit), Is.True, "the relay does not stop");
        foreach (var study in _studies)
            study.Dispose();
        Relay.Dispose();
    }
}

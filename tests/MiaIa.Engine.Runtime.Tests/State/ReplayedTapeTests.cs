using Google.Protobuf;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.State;

/// <summary>A replay on the live chart: its prints are no part of the live day, nor the day's of it.</summary>
public sealed class ReplayedTapeTests
{
    private readonly FrameReader _reader = new();
    private readonly EngineState _step = new(EngineOptions.From(new EngineSettings()), 1, new DecisionOutbox());
    private long _second;

    [Test]
    public void Fault_63_Volume_and_VWAP_are_those_of_the_tape_that_is_shown()
    {
        var volumes = new List<long>();
        var epoch = 0UL;
        var shown = new[]
        {
            ReplayState.Stopped,
            ReplayState.Running,
            ReplayState.Paused,
            ReplayState.Running,
            ReplayState.Stopped,
            ReplayState.Stopped,
        };
        foreach (var replay in shown)
        {
            ++_second;
            epoch += replay == ReplayState.Paused ? 0u : 1u;
            var hello = SampleFrames.Hello(epoch).Hello;
            (hello.Replay, hello.NewestCounter) = (replay, _step.FindEpoch(epoch)?.Expected - 1 ?? 0);
            var state = _step.Attach(epoch, hello, At());
            var trades = SampleFrames.Trades(epoch, state.Expected, trades: 1, timeUnixUs: At() / 1_000, lots: (uint)_second);
            Assert.That(_reader.TryRead(trades.ToByteArray()), Is.True);
            _step.Apply(state, _reader, At());
            volumes.Add(state.Instrument.Core.Profile.Lots);
        }

        // Lots 1; then 2, and 3 more of the same replay; 4 of one that began again; then 5 of the live tape, and 6 more.
        Assert.That(volumes, Is.EqualTo(new long[] { 1, 2, 5, 4, 5, 11 }));
    }

    private long At() => (SampleFrames.OpenUnixUs + (_second * 1_000_000)) * 1_000;
}

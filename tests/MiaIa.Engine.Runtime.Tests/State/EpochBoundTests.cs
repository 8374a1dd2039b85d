using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Tests.State;

public sealed class EpochBoundTests
{
    [Test]
    public void Made_up_epochs_do_not_fill_the_memory_and_cost_the_newest_ones_and_the_publishers_nothing()
    {
        var state = new EngineState(EngineOptions.From(new EngineSettings()), 1, new DecisionOutbox());
        var nq = SampleFrames.Hello(epoch: 1_000_000, instrument: "MES");
        state.Attach(nq.Epoch, nq.Hello, 1);
        for (var epoch = 1UL; epoch <= 5_000; epoch++)
            state.Attach(epoch, SampleFrames.Hello(epoch: epoch).Hello, 1 + (long)epoch);

        Assert.That(state.Epochs, Has.Count.EqualTo(1024));
        Assert.That(state.FindEpoch(nq.Epoch), Is.Not.Null, "a publisher stays, however old");
        Assert.That(state.FindEpoch(5_000)!.IsAttached, Is.True);
        Assert.That(state.FindEpoch(4_500), Is.Not.Null);
        Assert.That(state.FindEpoch(1), Is.Null);
    }
}

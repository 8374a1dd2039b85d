using MiaIa.Ibkr.Connection;

namespace MiaIa.Ibkr.Tests.Connection;

public sealed class ConnectionFlowTests
{
    [TestCase(ConnectionState.Idle, ConnectionStep.Open, ConnectionState.Connecting)]
    [TestCase(ConnectionState.Connecting, ConnectionStep.HelloSent, ConnectionState.AwaitingVersion)]
    [TestCase(ConnectionState.AwaitingVersion, ConnectionStep.Redirected, ConnectionState.Connecting)]
    [TestCase(ConnectionState.AwaitingVersion, ConnectionStep.VersionAccepted, ConnectionState.AwaitingReady)]
    [TestCase(ConnectionState.AwaitingReady, ConnectionStep.BecameReady, ConnectionState.Ready)]
    [TestCase(ConnectionState.Ready, ConnectionStep.LinkLost, ConnectionState.LinkLost)]
    [TestCase(ConnectionState.LinkLost, ConnectionStep.LinkBackDataLost, ConnectionState.Ready)]
    [TestCase(ConnectionState.LinkLost, ConnectionStep.LinkBackDataKept, ConnectionState.Ready)]
    public void A_row_of_the_table(ConnectionState from, ConnectionStep step, ConnectionState to) =>
        Assert.That(ConnectionFlow.Next(from, step), Is.EqualTo(to));

    [Test]
    public void Every_state_can_end_and_an_end_is_final()
    {
        foreach (var state in Enum.GetValues<ConnectionState>())
            Assert.That(ConnectionFlow.Next(state, ConnectionStep.End), Is.EqualTo(ConnectionState.Closed));
        foreach (var step in Enum.GetValues<ConnectionStep>())
            Assert.That(ConnectionFlow.Next(ConnectionState.Closed, step), Is.EqualTo(ConnectionState.Closed));
    }

    [TestCase(ConnectionState.AwaitingReady, ConnectionStep.LinkLost)]
    [TestCase(ConnectionState.AwaitingVersion, ConnectionStep.BecameReady)]
    [TestCase(ConnectionState.Ready, ConnectionStep.LinkBackDataKept)]
    [TestCase(ConnectionState.Ready, ConnectionStep.BecameReady)]
    [TestCase(ConnectionState.LinkLost, ConnectionStep.BecameReady)]
    public void A_step_without_a_row_changes_nothing(ConnectionState state, ConnectionStep step) =>
        Assert.That(ConnectionFlow.Next(state, step), Is.EqualTo(state));
}

using MiaIa.Bridge.Tests.Relay;

namespace MiaIa.Bridge.Tests;

public sealed class BridgeMetricsTests
{
    [Test]
    public void What_the_relay_counts_is_measured()
    {
        using var measured = new Measured(BridgeMetrics.MeterName);
        using var relay = new RelayFixture();
        BridgeMetrics.Observe(measured.Meters, relay.Counters);
        Assert.That(measured["miaia.bridge.engine.attached"], Is.Zero);
        relay.Attached(epoch: 7);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(measured["miaia.bridge.engine.attached"], Is.EqualTo(1));
            Assert.That(measured["miaia.bridge.engine.lost"], Is.Zero);
            Assert.That(measured["miaia.bridge.frames.received"], Is.GreaterThanOrEqualTo(1), "Hello");
            Assert.That(measured["miaia.bridge.bytes.received"], Is.GreaterThan(10));
            Assert.That(measured["miaia.bridge.frames.dropped/engine_away"], Is.Zero);
            Assert.That(measured["miaia.bridge.frames.refused/Malformed"], Is.Zero);
        }
    }
}

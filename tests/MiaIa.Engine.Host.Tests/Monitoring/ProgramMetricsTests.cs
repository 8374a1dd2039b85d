using MiaIa.Engine.Host.Monitoring;

namespace MiaIa.Engine.Host.Tests.Monitoring;

public sealed class ProgramMetricsTests
{
    // ms of pauses within each quarter of a second: 40 ms is still none.
    [TestCase(new[] { 0, 0, 0 }, 0)]
    [TestCase(new[] { 40, 40, 40, 40 }, 0)]
    [TestCase(new[] { 0, 41, 0, 500, 40 }, 2)]
    public void Fault_48_A_pause_of_more_than_40_ms_is_counted(int[] pauses, int expected)
    {
        using var measured = new Measured("pauses");
        var paused = TimeSpan.FromSeconds(9);
        var metrics = new ProgramMetrics(measured.Meters.Create(new("pauses")), log: null, [], () => paused);
        foreach (var pause in pauses)
        {
            paused += TimeSpan.FromMilliseconds(pause);
            metrics.LookAtPauses();
        }

        Assert.That(measured["miaia.process.gc.long_pauses"], Is.EqualTo(expected));
    }

    [Test]
    public void A_disk_that_does_not_answer_is_left_out_and_the_others_are_not()
    {
        using var measured = new Measured("disks");
        var metrics = new ProgramMetrics(
            measured.Meters.Create(new("disks")),
            log: null,
            [("here", Path.GetTempPath()), ("nowhere", "\0")],
            () => TimeSpan.Zero
        );
        metrics.LookAtDisks();
        Assert.That(measured["miaia.disk.free/here"], Is.GreaterThan(0));
        Assert.That(() => measured["miaia.disk.free/nowhere"], Throws.Exception);
    }
}

using MiaIa.Alerts.Facts;
using MiaIa.Alerts.Rules;

namespace MiaIa.Alerts.Tests.Rules;

public sealed class CertificateEndingTests
{
    private static readonly DateTimeOffset Ends = new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);

    [TestCase(30.01, null, "")]
    [TestCase(30.0, AlertSeverity.Warning, "the engine's certificate ends at 2026-03-04 15:00 UTC, in 30.0 days")]
    [TestCase(2.01, AlertSeverity.Warning, "the engine's certificate ends at 2026-03-04 15:00 UTC, in 2.0 days")]
    [TestCase(1.5, AlertSeverity.Critical, "the engine's certificate ends at 2026-03-04 15:00 UTC, in 1.5 days")]
    [TestCase(-1.0, AlertSeverity.Critical, "the engine's certificate ended at 2026-03-04 15:00 UTC: nobody new gets in")]
    public void It_is_said_thirty_days_before_and_is_critical_two_days_before(double days, AlertSeverity? severity, string text)
    {
        var findings = new Findings();
        new CertificateEnding().Judge(new EngineFacts { At = Ends.AddDays(-days), CertificateEnds = Ends }, findings);
        Assert.That(findings.Seen.Select(seen => (AlertSeverity?)seen.Severity).SingleOrDefault(), Is.EqualTo(severity));
        Assert.That(findings.Seen.Select(seen => seen.Text).SingleOrDefault() ?? "", Is.EqualTo(text));
    }

    [Test]
    public void Who_has_none_is_warned_of_none()
    {
        var findings = new Findings();
        new CertificateEnding().Judge(new EngineFacts { At = Ends }, findings);
        Assert.That(findings.Seen, Is.Empty);
    }
}

using MiaIa.Cli.Doctor;
using MiaIa.Tests.Tls;

namespace MiaIa.Cli.Tests.Doctor;

public sealed class CertificateChecksTests
{
    [TestCase(0, nameof(Verdict.Ok))]
    [TestCase(69, nameof(Verdict.Ok))]
    [TestCase(71, nameof(Verdict.Warn))]
    [TestCase(97, nameof(Verdict.Warn))]
    [TestCase(99, nameof(Verdict.Fail))]
    [TestCase(200, nameof(Verdict.Fail))]
    public void A_certificate_is_told_thirty_days_before_it_ends_and_refused_two_days_before(int daysFromNow, string expected)
    {
        using var made = new TestCertificates();
        var (certificate, _) = made.Server(daysTo: 100);
        var check = CertificateChecks.Of("certificate", certificate, DateTimeOffset.UtcNow.AddDays(daysFromNow));
        Assert.That(check.Verdict.ToString(), Is.EqualTo(expected), check.Found);
        Assert.That(check.ToDo.Length > 0, Is.EqualTo(expected != nameof(Verdict.Ok)));
    }

    [Test]
    public void A_file_that_is_none_fails_with_its_name()
    {
        using var made = new TestCertificates();
        var check = CertificateChecks.Of("certificate", made.Authority + ".missing", DateTimeOffset.UtcNow);
        Assert.That(check.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(check.Found, Does.Contain(".missing"));
    }
}

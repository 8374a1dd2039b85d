using MiaIa.Hosting.Tls;
using MiaIa.Tests.Tls;

namespace MiaIa.Hosting.Tests.Tls;

public sealed class OwnCertificateTests
{
    private TestCertificates _made = null!;

    [SetUp]
    public void Make() => _made = new TestCertificates();

    [TearDown]
    public void Remove() => _made.Dispose();

    [Test]
    public void It_is_read_with_its_key_and_its_names()
    {
        var (certificate, key) = _made.Server();
        using var own = OwnCertificate.Open(certificate, key, DateTimeOffset.UtcNow);
        Assert.That(own.Certificate.HasPrivateKey, Is.True);
        Assert.That(own.Names, Is.EquivalentTo(["engine.example", "localhost", "127.0.0.1"]));
        Assert.That(own.Issuers, Is.Empty);
    }

    [Test]
    public void One_file_may_hold_the_key_and_the_issuer_too()
    {
        var (certificate, key) = _made.Server();
        File.AppendAllText(
            key,
            Environment.NewLine + File.ReadAllText(certificate) + Environment.NewLine + File.ReadAllText(_made.Authority)
        );
        using var own = OwnCertificate.Open(key, "", DateTimeOffset.UtcNow);
        Assert.That(own.Issuers.Select(issuer => issuer.Subject), Is.EqualTo(["CN=MiaIa test authority"]));
    }

    [Test]
    public void One_that_is_not_valid_now_is_refused_with_its_days()
    {
        var (certificate, key) = _made.Server(daysFrom: -30, daysTo: -1);
        Assert.That(() => OwnCertificate.Open(certificate, key, DateTimeOffset.UtcNow), Refused("and not now"));
        (certificate, key) = _made.Server(daysFrom: 2);
        Assert.That(() => OwnCertificate.Open(certificate, key, DateTimeOffset.UtcNow), Refused("and not now"));
    }

    [Test]
    public void The_key_of_another_one_is_refused()
    {
        var (certificate, _) = _made.Server();
        var (_, key) = _made.Server();
        Assert.That(() => OwnCertificate.Open(certificate, key, DateTimeOffset.UtcNow), Refused(key));
    }

    [Test]
    public void A_file_that_is_missing_or_is_none_is_refused_by_name()
    {
        var (certificate, key) = _made.Server();
        Assert.That(() => OwnCertificate.Open("no-such.pem", key, DateTimeOffset.UtcNow), Refused("no-such.pem"));
        Assert.That(() => OwnCertificate.Open(certificate, "no-such.key", DateTimeOffset.UtcNow), Refused("no-such.key"));
        File.WriteAllText(certificate, "nothing");
        Assert.That(() => OwnCertificate.Open(certificate, key, DateTimeOffset.UtcNow), Refused(certificate));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_key_that_others_can_read_is_refused()
    {
        var (certificate, key) = _made.Server();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(key, File.GetUnixFileMode(key) | UnixFileMode.OtherRead);
        Assert.That(() => OwnCertificate.Open(certificate, key, DateTimeOffset.UtcNow), Refused("chmod 600"));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused(string words) =>
        Throws.TypeOf<CertificateException>().With.Message.Contains(words);
}

using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MiaIa.Hosting.Tls;
using MiaIa.Tests.Tls;

namespace MiaIa.Hosting.Tests.Tls;

public sealed class TrustedPeersTests
{
    private TestCertificates _made = null!;

    [OneTimeSetUp]
    public void Make() => _made = new TestCertificates();

    [OneTimeTearDown]
    public void Remove() => _made.Dispose();

    [Test]
    public void A_server_is_one_of_the_authority_under_its_own_name()
    {
        using var shown = Read(_made.Server());
        var trusted = TrustedPeers.Open(_made.Authority);
        Assert.That(trusted.WhyNoServer(shown, null, SslPolicyErrors.RemoteCertificateChainErrors), Is.Null);
        Assert.That(trusted.WhyNoServer(shown, null, SslPolicyErrors.RemoteCertificateNameMismatch), Does.Contain("name"));
        Assert.That(trusted.IsClient(shown, null), Is.False, "it is for servers");
        Assert.That(trusted.WhyNoServer(null, null, SslPolicyErrors.RemoteCertificateNotAvailable), Does.Contain("no certificate"));
    }

    [Test]
    public void One_of_another_authority_or_out_of_its_days_is_none()
    {
        using var strange = new TestCertificates("stranger");
        using var other = Read(strange.Server());
        using var old = Read(_made.Server(daysFrom: -30, daysTo: -1));
        var trusted = TrustedPeers.Open(_made.Authority);
        Assert.That(trusted.WhyNoServer(other, null, SslPolicyErrors.None), Does.Contain("nor of an authority"));
        Assert.That(trusted.WhyNoServer(old, null, SslPolicyErrors.None), Does.Contain("not now"));
    }

    [Test]
    public void A_pinned_certificate_is_trusted_by_any_name_while_it_is_valid()
    {
        var server = _made.Server();
        using var shown = Read(server);
        using var sibling = Read(_made.Server());
        var pinned = TrustedPeers.Open(server.Certificate);
        Assert.That(pinned.WhyNoServer(shown, null, SslPolicyErrors.RemoteCertificateNameMismatch), Is.Null);
        Assert.That(
            pinned.WhyNoServer(sibling, null, SslPolicyErrors.None),
            Does.Contain("nor of an authority"),
            "the same authority, and not this one"
        );
        var old = _made.Server(daysFrom: -30, daysTo: -1);
        using var expired = Read(old);
        Assert.That(TrustedPeers.Open(old.Certificate).WhyNoServer(expired, null, SslPolicyErrors.None), Does.Contain("not now"));
    }

    [Test]
    public void A_client_is_one_that_is_meant_to_be()
    {
        using var shown = Read(_made.Client());
        Assert.That(TrustedPeers.Open(_made.Authority).IsClient(shown, null), Is.True);
        Assert.That(TrustedPeers.Open(_made.Authority).WhyNoServer(shown, null, SslPolicyErrors.None), Does.Contain("nor of an authority"));
    }

    [Test]
    public void A_file_without_certificates_is_refused_by_name()
    {
        var file = Path.GetTempFileName();
        Assert.That(() => TrustedPeers.Open(file), Throws.TypeOf<CertificateException>().With.Message.Contains(file));
        File.Delete(file);
        Assert.That(() => TrustedPeers.Open(file), Throws.TypeOf<CertificateException>().With.Message.Contains(file));
    }

    private static X509Certificate2 Read((string Certificate, string Key) made) =>
        X509CertificateLoader.LoadCertificateFromFile(made.Certificate);
}

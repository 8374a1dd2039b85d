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
        Assert.That(trusted.IsServer(shown, null, SslPolicyErrors.RemoteCertificateChainErrors), Is.True);
        Assert.That(trusted.IsServer(shown, null, SslPolicyErrors.RemoteCertificateNameMismatch), Is.False);
        Assert.That(trusted.IsClient(shown, null), Is.False, "it is for servers");
        Assert.That(trusted.IsServer(null, null, SslPolicyErrors.RemoteCertificateNotAvailable), Is.False);
    }

    [Test]
    public void One_of_another_authority_or_out_of_its_days_is_none()
    {
        using var strange = new TestCertificates("stranger");
        using var other = Read(strange.Server());
        using var old = Read(_made.Server(daysFrom: -30, daysTo: -1));
        var trusted = TrustedPeers.Open(_made.Authority);
        Assert.That(trusted.IsServer(other, null, SslPolicyErrors.None), Is.False);
        Assert.That(trusted.IsServer(old, null, SslPolicyErrors.None), Is.False);
    }

    [Test]
    public void A_pinned_certificate_is_trusted_by_any_name_while_it_is_valid()
    {
        var server = _made.Server();
        using var shown = Read(server);
        using var sibling = Read(_made.Server());
        var pinned = TrustedPeers.Open(server.Certificate);
        Assert.That(pinned.IsServer(shown, null, SslPolicyErrors.RemoteCertificateNameMismatch), Is.True);
        Assert.That(pinned.IsServer(sibling, null, SslPolicyErrors.None), Is.False, "the same authority, and not this one");
        var old = _made.Server(daysFrom: -30, daysTo: -1);
        using var expired = Read(old);
        Assert.That(TrustedPeers.Open(old.Certificate).IsServer(expired, null, SslPolicyErrors.None), Is.False);
    }

    [Test]
    public void A_client_is_one_that_is_meant_to_be()
    {
        using var shown = Read(_made.Client());
        Assert.That(TrustedPeers.Open(_made.Authority).IsClient(shown, null), Is.True);
        Assert.That(TrustedPeers.Open(_made.Authority).IsServer(shown, null, SslPolicyErrors.None), Is.False);
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

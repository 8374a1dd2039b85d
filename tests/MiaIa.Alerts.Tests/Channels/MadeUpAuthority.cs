using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MiaIa.Alerts.Tests.Channels;

/// <summary>A certificate for this machine that no system trusts, and its PEM file.</summary>
internal sealed class MadeUpAuthority : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("miaia-roots-").FullName;

    internal MadeUpAuthority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        PemFile = Path.Combine(_folder, "root.pem");
        File.WriteAllText(PemFile, Certificate.ExportCertificatePem());
    }

    internal X509Certificate2 Certificate { get; }

    internal string PemFile { get; }

    public void Dispose()
    {
        Certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MiaIa.Tests.Tls;

/// <summary>An authority and what it has signed, as PEM files in a folder that goes with this object.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly Oid ServerUse = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientUse = new("1.3.6.1.5.5.7.3.2");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("miaia-tls-");
    private readonly X509Certificate2 _authority;

    internal TestCertificates(string name = "authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=MiaIa test {name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-400), DateTimeOffset.UtcNow.AddDays(400));
        Authority = Path.Combine(_folder.FullName, "authority.pem");
        File.WriteAllText(Authority, _authority.ExportCertificatePem());
    }

    /// <summary>The authority's own certificate.</summary>
    internal string Authority { get; }

    /// <summary>A server's, for localhost, 127.0.0.1 and engine.example.</summary>
    internal (string Certificate, string Key) Server(int daysFrom = -1, int daysTo = 30, string name = "engine.example") =>
        Sign("server", ServerUse, daysFrom, daysTo, name, isLocal: name == "engine.example");

    /// <summary>A caller's.</summary>
    internal (string Certificate, string Key) Client() => Sign("client", ClientUse, -1, 30, "bridge.example", isLocal: false);

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    private (string Certificate, string Key) Sign(string kind, Oid use, int daysFrom, int daysTo, string name, bool isLocal)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([use], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (isLocal)
        {
            names.AddDnsName("localhost");
            names.AddIpAddress(System.Net.IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var signed = request.Create(_authority, now.AddDays(daysFrom), now.AddDays(daysTo), RandomNumberGenerator.GetBytes(8));
        var number = Directory.GetFiles(_folder.FullName).Length;
        var certificate = Path.Combine(_folder.FullName, $"{kind}-{number}.pem");
        var keyFile = Path.Combine(_folder.FullName, $"{kind}-{number}.key");
        File.WriteAllText(certificate, signed.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return (certificate, keyFile);
    }
}

using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MiaIa.Alerts.Channels;

/// <summary>Certificates of one's own that servers are trusted by, instead of those of the system.</summary>
public sealed class TrustedRoots
{
    private readonly X509Certificate2Collection _roots;

    private TrustedRoots(X509Certificate2Collection roots) => _roots = roots;

    /// <summary>Reads a PEM file.</summary>
    /// <exception cref="IOException">It cannot be read, or holds no certificate.</exception>
    public static TrustedRoots Read(string path)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(path);
        }
        catch (CryptographicException fault)
        {
            throw new IOException($"{path} holds no certificate that can be read: {fault.Message}", fault);
        }

        return roots.Count > 0 ? new TrustedRoots(roots) : throw new IOException($"{path} holds no certificate");
    }

    /// <summary>How a server's certificate is followed to one of these. A private authority has no list of what it withdrew.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(_roots);
        return policy;
    }

    /// <summary>Whether a server's certificate leads to one of these, and is of the server's name.</summary>
    public bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy = Policy();
        return chain.Build(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
    }
}

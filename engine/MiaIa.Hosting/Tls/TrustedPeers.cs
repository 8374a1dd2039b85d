using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MiaIa.Hosting.Tls;

/// <summary>
/// Whom this program believes, from one PEM file: authorities, and single certificates. What the system trusts besides counts for nothing here.
/// </summary>
public sealed class TrustedPeers
{
    // RFC 5280, 4.2.1.12.
    private static readonly Oid ServerUse = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientUse = new("1.3.6.1.5.5.7.3.2");

    private readonly X509Certificate2Collection _trusted;

    private TrustedPeers(X509Certificate2Collection trusted) => _trusted = trusted;

    /// <summary>Reads the file.</summary>
    /// <param name="file">PEM, one or more certificates.</param>
    /// <exception cref="CertificateException">It is missing or holds none.</exception>
    public static TrustedPeers Open(string file)
    {
        var trusted = new X509Certificate2Collection();
        try
        {
            trusted.ImportFromPemFile(file);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CertificateException($"{file} cannot be read as PEM certificates: {fault.Message}", fault);
        }

        return trusted.Count > 0 ? new TrustedPeers(trusted) : throw new CertificateException($"{file} holds no PEM certificate");
    }

    /// <summary>
    /// Why it is no server, in words for whoever has to mend it; null when it is one: one of the file itself whatever it is called, or one of an
    /// authority of the file under the name that was called.
    /// </summary>
    /// <param name="certificate">As it was shown.</param>
    /// <param name="sent">What came with it.</param>
    /// <param name="errors">What the system found, of which only the name counts.</param>
    public string? WhyNoServer(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown)
            return "it shows no certificate";
        if (!IsValidNow(shown))
        {
            return FormattableString.Invariant(
                $"its certificate is valid from {shown.NotBefore:yyyy-MM-dd HH:mm} to {shown.NotAfter:yyyy-MM-dd HH:mm} and not now: make a new one"
            );
        }

        if (Holds(shown))
            return null;
        if (!IsOfAuthority(shown, sent, ServerUse))
            return "its certificate is neither in the file of those to be trusted nor of an authority in it";
        return (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == 0
            ? null
            : "its certificate does not have the name that it was called by";
    }

    /// <summary>A client: one of the file itself, or one of an authority of the file that is meant for clients.</summary>
    /// <inheritdoc cref="WhyNoServer"/>
    public bool IsClient(X509Certificate? certificate, X509Chain? sent) =>
        certificate is X509Certificate2 shown && (Holds(shown) ? IsValidNow(shown) : IsOfAuthority(shown, sent, ClientUse));

    private static bool IsValidNow(X509Certificate2 shown) => DateTime.Now >= shown.NotBefore && DateTime.Now <= shown.NotAfter;

    private bool Holds(X509Certificate2 shown) => _trusted.Any(one => one.RawDataMemory.Span.SequenceEqual(shown.RawDataMemory.Span));

    private bool IsOfAuthority(X509Certificate2 shown, X509Chain? sent, Oid use)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_trusted);
        // Nobody asks the network while a connection waits; whoever is to be let in no more leaves the file.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(use);
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
            foreach (var element in sent.ChainElements)
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(shown);
    }
}

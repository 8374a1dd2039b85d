using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace MiaIa.Hosting.Tls;

/// <summary>How a caller speaks TLS to an engine: whom it believes, and how it proves itself where both sides must.</summary>
public sealed class TlsCalls : IDisposable
{
    private readonly TrustedPeers? _trusted;
    private readonly OwnCertificate? _own;

    private TlsCalls(TrustedPeers? trusted, OwnCertificate? own) => (_trusted, _own) = (trusted, own);

    /// <summary>Reads the files.</summary>
    /// <param name="trustFile">PEM of the engine's certificate or of its authority; empty = what the system trusts.</param>
    /// <param name="certificateFile">PEM of the caller's own; empty = none is shown.</param>
    /// <param name="keyFile">Its key; empty = in the same file.</param>
    /// <param name="now">Against which validity is held.</param>
    /// <exception cref="CertificateException">A file cannot be used.</exception>
    public static TlsCalls Open(string trustFile, string certificateFile, string keyFile, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(trustFile);
        ArgumentNullException.ThrowIfNull(certificateFile);
        return new(
            trustFile.Length == 0 ? null : TrustedPeers.Open(trustFile),
            certificateFile.Length == 0 ? null : OwnCertificate.Open(certificateFile, keyFile, now)
        );
    }

    /// <summary>For the handler of a channel.</summary>
    public SslClientAuthenticationOptions Options
    {
        get
        {
            var options = new SslClientAuthenticationOptions { CertificateRevocationCheckMode = X509RevocationMode.NoCheck };
            if (_trusted is { } trusted)
            {
                options.RemoteCertificateValidationCallback = (_, shown, chain, errors) =>
                    IsTrusted(trusted.WhyNoServer(shown, chain, errors));
            }

            if (_own is { } own)
                options.ClientCertificateContext = SslStreamCertificateContext.Create(own.Certificate, own.Issuers, offline: true);
            return options;
        }
    }

    // False alone would be told as "rejected by the callback", which names neither what is wrong nor what to do.
    private static bool IsTrusted(string? whyNot) => whyNot is null ? true : throw new AuthenticationException(whyNot);

    /// <inheritdoc/>
    public void Dispose() => _own?.Dispose();
}

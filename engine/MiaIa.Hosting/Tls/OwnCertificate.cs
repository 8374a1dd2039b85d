using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MiaIa.Hosting.Tls;

/// <summary>The certificate by which this program proves who it is, with its private key, from PEM files.</summary>
public sealed class OwnCertificate : IDisposable
{
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    private OwnCertificate(X509Certificate2 certificate, X509Certificate2Collection issuers)
    {
        Certificate = certificate;
        Issuers = issuers;
    }

    /// <summary>With its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>What else the file holds: the certificates between it and its authority, sent along to whoever connects.</summary>
    public X509Certificate2Collection Issuers { get; }

    /// <summary>The names it was made out to; a caller may use no other.</summary>
    public IReadOnlyList<string> Names =>
        [
            .. Certificate
                .Extensions.OfType<X509SubjectAlternativeNameExtension>()
                .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString()))),
        ];

    /// <summary>Reads and checks both files.</summary>
    /// <param name="certificateFile">PEM; its own certificate first, then those between it and its authority.</param>
    /// <param name="keyFile">PEM, without a password, readable by this user alone; empty = it is in the certificate's file.</param>
    /// <param name="now">Against which the validity is held.</param>
    /// <exception cref="CertificateException">A file is missing, damaged, readable by others or not valid now, or the two do not belong together.</exception>
    public static OwnCertificate Open(string certificateFile, string keyFile, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(keyFile);
        var key = keyFile.Length == 0 ? certificateFile : keyFile;
        RefuseOpenToOthers(key);
        try
        {
            using var fromPem = X509Certificate2.CreateFromPemFile(certificateFile, key);
            // A key that was only just read is not one that every system's TLS takes.
            var usable = X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), password: null);
            RefuseWhenNotValid(usable, certificateFile, now);
            var issuers = new X509Certificate2Collection();
            issuers.ImportFromPemFile(certificateFile);
            issuers.RemoveAt(0);
            return new OwnCertificate(usable, issuers);
        }
        catch (CryptographicException fault)
        {
            throw new CertificateException(
                $"{certificateFile} and {key} hold no PEM certificate with its private key (without a password): {fault.Message}",
                fault
            );
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CertificateException($"the certificate {certificateFile} or its key {key} cannot be read: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Certificate.Dispose();
        foreach (var issuer in Issuers)
            issuer.Dispose();
    }

    internal static void RefuseWhenNotValid(X509Certificate2 certificate, string file, DateTimeOffset now)
    {
        if (now < certificate.NotBefore || now > certificate.NotAfter)
        {
            throw new CertificateException(
                FormattableString.Invariant(
                    $"the certificate {file} is valid from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd} and not now: make a new one"
                )
            );
        }
    }

    // Whoever has the key can be taken for this program.
    private static void RefuseOpenToOthers(string key)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(key) && (File.GetUnixFileMode(key) & Others) != 0)
            throw new CertificateException($"the key {key} can be read by other users: chmod 600 it");
    }
}

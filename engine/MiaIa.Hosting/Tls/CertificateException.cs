namespace MiaIa.Hosting.Tls;

/// <summary>A certificate or key file cannot be used; the message is a sentence that names the file and what to do.</summary>
public sealed class CertificateException : Exception
{
    /// <summary>Names the file and what to do.</summary>
    public CertificateException(string message, Exception? inner = null)
        : base(message, inner) { }
}

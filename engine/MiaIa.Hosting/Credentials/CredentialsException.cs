namespace MiaIa.Hosting.Credentials;

/// <summary>A token file is missing, cannot be used, or can be read by others; the message is a sentence for the user.</summary>
public sealed class CredentialsException : Exception
{
    /// <summary>Names the file and what to do.</summary>
    public CredentialsException(string message, Exception? inner = null)
        : base(message, inner) { }
}

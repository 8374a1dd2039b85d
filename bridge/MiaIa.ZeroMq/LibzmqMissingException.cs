namespace MiaIa.ZeroMq;

/// <summary>libzmq cannot be loaded. The message says what to install on this system and where we looked.</summary>
public sealed class LibzmqMissingException : DllNotFoundException
{
    /// <summary>Makes one without advice.</summary>
    public LibzmqMissingException() { }

    /// <summary>Makes one with advice for the user.</summary>
    public LibzmqMissingException(string message)
        : base(message) { }

    /// <summary>Makes one with advice for the user and the loader's own error.</summary>
    public LibzmqMissingException(string message, Exception innerException)
        : base(message, innerException) { }
}

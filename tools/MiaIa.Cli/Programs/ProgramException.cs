namespace MiaIa.Cli.Programs;

/// <summary>A program that is run from here cannot be, or has ended; the message is for the one who runs it.</summary>
internal sealed class ProgramException : Exception
{
    public ProgramException() { }

    public ProgramException(string message)
        : base(message) { }

    public ProgramException(string message, Exception innerException)
        : base(message, innerException) { }
}

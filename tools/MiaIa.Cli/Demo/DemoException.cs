namespace MiaIa.Cli.Demo;

/// <summary>The demo cannot go on; the message is for the one who runs it.</summary>
internal sealed class DemoException : Exception
{
    public DemoException() { }

    public DemoException(string message)
        : base(message) { }

    public DemoException(string message, Exception innerException)
        : base(message, innerException) { }
}

namespace MiaIa.Cli.Running;

/// <summary>What is configured cannot be started; the message is a sentence for the one who runs it.</summary>
internal sealed class RunException : Exception
{
    /// <summary>Says why, and how the command ends.</summary>
    public RunException(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    /// <summary>As <see cref="Hosting.ExitCodes"/> has them.</summary>
    public int ExitCode { get; }
}

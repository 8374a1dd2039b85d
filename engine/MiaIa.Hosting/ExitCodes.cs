namespace MiaIa.Hosting;

/// <summary>How a program of this product ends; the same everywhere, so that a script can tell why.</summary>
public static class ExitCodes
{
    /// <summary>Done, or stopped on request.</summary>
    public const int Ok = 0;

    /// <summary>A fault that the program reported and could not go on with.</summary>
    public const int Fault = 1;

    /// <summary>A setting or an argument is unknown or out of range.</summary>
    public const int BadSettings = 2;

    /// <summary>Another program listens on the port.</summary>
    public const int PortInUse = 3;

    /// <summary>Another instance of this program holds the lock.</summary>
    public const int SecondInstance = 4;
}

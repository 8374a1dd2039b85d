using System.Runtime.InteropServices;

namespace MiaIa.Hosting;

/// <summary>
/// The limit of a file's size that a shell or a unit may set (RLIMIT_FSIZE). The system ends a program at the first byte beyond it unless that one
/// takes the signal; then the write fails, and is told and dealt with like one on a full disk.
/// </summary>
public static class FileSizeLimit
{
    // SIGXFSZ has no name in the framework; the number is the same on Linux and macOS.
    private const PosixSignal Exceeded = (PosixSignal)25;
    private static PosixSignalRegistration? _taken;

    /// <summary>From here on a write beyond the limit throws <see cref="IOException"/>. Windows has no such limit.</summary>
    public static void MakeItAFault()
    {
        if (!OperatingSystem.IsWindows())
            _taken ??= PosixSignalRegistration.Create(Exceeded, static signal => signal.Cancel = true);
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MiaIa.Cli.Programs;

/// <summary>Asks a process to end by itself: SIGTERM, on Windows Ctrl-Break to its own process group.</summary>
internal static partial class ProcessSignals
{
    private const int SigTerm = 15;
    private const uint CtrlBreak = 1;

    /// <summary>Sends the request; a process that has just ended is no fault.</summary>
    public static void AskToStop(Process process)
    {
        if (OperatingSystem.IsWindows())
            GenerateConsoleCtrlEvent(CtrlBreak, (uint)process.Id);
        else
            Kill(process.Id, SigTerm);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GenerateConsoleCtrlEvent(uint controlEvent, uint processGroupId);
}

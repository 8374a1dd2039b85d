using System.ComponentModel;
using System.Diagnostics;

namespace MiaIa.Bridge.Starting;

/// <summary>
/// Another program without a window and without our console: it outlives this process, and Ctrl+C here is not for it. Nothing of it is
/// read: a pipe that nobody empties would hold it up.
/// </summary>
internal static class HiddenProcess
{
    /// <summary>Exit codes by which a shell says that a file is no program, and that there is none (or no setsid).</summary>
    internal const int NotExecutable = 126,
        NotFound = 127;

    private const string InASessionOfItsOwn = "exec setsid \"$0\" \"$@\" </dev/null >/dev/null 2>&1";

    /// <summary>Starts it in its own folder.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="Win32Exception">The system refuses to start it.</exception>
    internal static Process Start(string path, IReadOnlyList<string> arguments)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException("there is no such file", path);
        var start = new ProcessStartInfo
        {
            CreateNoWindow = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(path),
        };
        if (OperatingSystem.IsWindows())
        {
            // A console of its own, which nobody sees.
            start.FileName = path;
        }
        else
        {
            start.FileName = "/bin/sh";
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(InASessionOfItsOwn);
            start.ArgumentList.Add(path);
        }

        // Of a service manager that waits for a word of this process, not of another one.
        start.Environment.Remove("NOTIFY_SOCKET");
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new Win32Exception("the system gave no process");
    }
}

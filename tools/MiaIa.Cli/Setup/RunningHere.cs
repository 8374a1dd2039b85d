using System.ComponentModel;
using System.Diagnostics;

namespace MiaIa.Cli.Setup;

/// <summary>Programs of ours that run out of some folders.</summary>
internal static class RunningHere
{
    // Engine and bridge. Where a system cuts a process' name, this much of it is left.
    private const string NamesBegin = "MiaIa.";

    /// <summary>Each as its whole path and its number; of another user's programs nothing is known.</summary>
    /// <param name="folders">Looked at themselves, not what is below them.</param>
    public static IReadOnlyList<(string Path, int Id)> In(IReadOnlyCollection<string> folders)
    {
        var found = new List<(string, int)>();
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (PathOf(process) is { } path && folders.Any(folder => Path.GetRelativePath(folder, path) == Path.GetFileName(path)))
                    found.Add((path, process.Id));
            }
        }

        return found;
    }

    private static string? PathOf(Process process)
    {
        try
        {
            return process.ProcessName.StartsWith(NamesBegin, StringComparison.OrdinalIgnoreCase) ? process.MainModule?.FileName : null;
        }
        catch (Exception hidden) when (hidden is Win32Exception or InvalidOperationException)
        {
            // Another user's, or it has just ended.
            return null;
        }
    }
}

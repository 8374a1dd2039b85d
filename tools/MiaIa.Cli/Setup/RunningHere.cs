using System.ComponentModel;
using System.Diagnostics;
using MiaIa.Hosting;

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

    /// <summary>Refuses what must not be done under a program that runs.</summary>
    /// <param name="package">The unpacked package.</param>
    /// <param name="record">What setup has done: its files lie in the folders of the programs.</param>
    /// <exception cref="SetupException">One runs; each is named.</exception>
    public static void Refuse(string package, SetupRecord record)
    {
        var folders = record
            .Files.Select(file => Path.GetDirectoryName(file.Path)!)
            .Concat([Path.Combine(package, "engine"), Path.Combine(package, "bridge")])
            .ToHashSet(StringComparer.Ordinal);
        var running = In(folders);
        if (running.Count == 0)
            return;
        var named = string.Join(", ", running.Select(one => $"{PrintableText.From(one.Path, 400)} (process {one.Id})"));
        throw new SetupException(
            $"This installation runs: {named}. End it first, the engine by miaia stop, the bridge by closing its window or, where it was started hidden, "
                + "by Stop-Process -Name MiaIa.Bridge. Nothing was changed."
        );
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

namespace MiaIa.Evidence.Recordings;

/// <summary>Finds and reads the files of a folder; what cannot be read is named, and takes nothing else with it.</summary>
internal sealed class RecordingFolder
{
    private readonly List<UnreadFile> _unread = [];

    /// <summary>What could not be read so far, in the order in which it was met.</summary>
    internal IReadOnlyList<UnreadFile> Unread => _unread;

    /// <summary>Every file in a folder and those below it, in one order on every system. A folder to which several links lead is looked into once.</summary>
    /// <exception cref="IOException">The folder itself cannot be read.</exception>
    internal string[] FilesOf(string folder)
    {
        var found = new List<string>();
        var root = new DirectoryInfo(folder);
        Look(root.GetFileSystemInfos(), [RealOf(root)], found);
        return [.. found.Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads some of the files.</summary>
    internal IEnumerable<T> Each<T>(IEnumerable<string> files, Func<string, T?> read)
        where T : class
    {
        foreach (var path in files)
        {
            if (Try(path, () => WhyNone(path)) is { Length: > 0 } none)
                _unread.Add(new(path, none));
            else if (!_unread.Exists(one => one.Path == path) && Try(path, () => read(path)) is { } file)
                yield return file;
        }
    }

    // What the folders have themselves comes before what links lead to.
    private void Look(FileSystemInfo[] entries, HashSet<string> seen, List<string> found)
    {
        foreach (var entry in entries.OrderBy(entry => entry.LinkTarget is not null).ThenBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry is not DirectoryInfo below)
                found.Add(entry.FullName);
            else if (Try(below.FullName, () => RealOf(below)) is { } real && seen.Add(real))
                Look(Try(below.FullName, below.GetFileSystemInfos) ?? [], seen, found);
        }
    }

    private T? Try<T>(string path, Func<T?> act)
        where T : class
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            _unread.Add(new(path, e.Message));
            return null;
        }
    }

    private static string RealOf(DirectoryInfo folder) => (folder.ResolveLinkTarget(returnFinalTarget: true) ?? folder).FullName;

    // A pipe or a device has no length, and whoever opens one may wait for ever. A recording has at least a head.
    private static string WhyNone(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is { } target)
        {
            if (file.ResolveLinkTarget(returnFinalTarget: true) is not FileInfo { Exists: true } real)
                return $"it is a link to {target}, which is not there";
            file = real;
        }

        return file.Length > 0 ? "" : "it is empty, or no file but a pipe or a device";
    }
}

namespace MiaIa.Hosting;

/// <summary>Which file system a folder lies on: two folders of one root fill the same disk.</summary>
public static class DiskRoot
{
    /// <summary>The place where it is mounted, or the drive on Windows.</summary>
    /// <param name="folder">It need not be there yet: it will lie where its parents do. Links are followed.</param>
    public static string Of(string folder)
    {
        var whole = Path.GetFullPath(folder);
        var root = Path.GetPathRoot(whole)!;
        if (OperatingSystem.IsWindows())
            return root;
        try
        {
            var real = Path.TrimEndingDirectorySeparator(Real(whole, root)) + Path.DirectorySeparatorChar;
            return DriveInfo
                .GetDrives()
                .Select(drive => drive.Name)
                .Where(name =>
                    real.StartsWith(Path.TrimEndingDirectorySeparator(name) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                )
                .Append(root)
                .MaxBy(name => name.Length)!;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            // A system that does not tell its disks, or a folder that may not be looked at, has one disk.
            return root;
        }
    }

    private static string Real(string whole, string root)
    {
        var real = root;
        foreach (var part in whole[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            if (Directory.Exists(real) && Directory.ResolveLinkTarget(real, returnFinalTarget: true) is { } target)
                real = target.FullName;
        }

        return real;
    }
}

namespace MiaIa.Cli.Setup;

/// <summary>How two paths lie to each other, as this system compares them.</summary>
internal static class SamePath
{
    /// <summary>Whether both name one place.</summary>
    public static bool Is(string one, string other) =>
        one == other || (one.Length > 0 && other.Length > 0 && Path.GetRelativePath(one, other) == ".");

    /// <summary>Whether a path lies in a folder, or in one below it.</summary>
    public static bool IsBelow(string folder, string path) =>
        Path.GetRelativePath(folder, path) is var relative
        && relative != "."
        && relative != path
        && relative.Split(Path.DirectorySeparatorChar)[0] != "..";

    /// <summary>Whether a folder is there, where <see cref="Directory.Exists"/> also says no of one that this user may not see.</summary>
    /// <exception cref="UnauthorizedAccessException">Nobody can tell this user.</exception>
    /// <exception cref="IOException">The device does not answer.</exception>
    public static bool IsFolder(string path)
    {
        try
        {
            return File.GetAttributes(path).HasFlag(FileAttributes.Directory);
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}

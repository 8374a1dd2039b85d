using MiaIa.V1;

namespace MiaIa.Engine.Host.Page.Machine;

/// <summary>What is free where the engine writes.</summary>
internal static class DiskReport
{
    internal static DiskSpace Of(string name, string folder)
    {
        var path = Path.GetFullPath(folder);
        var space = new DiskSpace { Name = name, Path = path };
        try
        {
            // A folder that is made with its first file lies where its parents do.
            var there = path;
            while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } parent)
                there = parent;
            // Elsewhere than on Windows a folder says what is free on the file system that it lies on.
            var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(there)! : there);
            space.FreeBytes = (ulong)drive.AvailableFreeSpace;
            space.TotalBytes = (ulong)drive.TotalSize;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            space.Fault = unknown.Message;
        }

        return space;
    }
}

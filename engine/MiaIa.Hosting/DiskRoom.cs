using System.Diagnostics.CodeAnalysis;

namespace MiaIa.Hosting;

/// <summary>The room on the file system that a folder lies on.</summary>
/// <param name="FreeBytes">What this user may still write.</param>
/// <param name="TotalBytes">What there is in all.</param>
public sealed record DiskRoom(long FreeBytes, long TotalBytes)
{
    /// <summary>Asks the system, which may take its time, and for a network drive more.</summary>
    /// <param name="folder">It need not be there yet: it will lie where its parents do.</param>
    /// <param name="room">Null where the system does not say.</param>
    /// <param name="why">What it said instead.</param>
    public static bool TryAsk(string folder, [NotNullWhen(true)] out DiskRoom? room, out string why)
    {
        (room, why) = (null, "");
        try
        {
            var there = Path.GetFullPath(folder);
            while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } parent)
                there = parent;
            // Windows takes the drive of a whole path, and refuses a share of the network.
            var drive = new DriveInfo(there);
            room = new(drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            why = unknown.Message;
        }

        return room is not null;
    }
}

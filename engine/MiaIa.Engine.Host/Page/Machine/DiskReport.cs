using MiaIa.Hosting;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Page.Machine;

/// <summary>What is free where the engine writes.</summary>
internal static class DiskReport
{
    internal static DiskSpace Of(string name, string folder)
    {
        var space = new DiskSpace { Name = name, Path = Path.GetFullPath(folder) };
        if (DiskRoom.TryAsk(folder, out var room, out var why))
            (space.FreeBytes, space.TotalBytes) = ((ulong)room.FreeBytes, (ulong)room.TotalBytes);
        else
            space.Fault = why;
        return space;
    }
}

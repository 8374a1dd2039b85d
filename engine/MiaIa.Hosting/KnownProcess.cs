using System.ComponentModel;
using System.Diagnostics;

namespace MiaIa.Hosting;

/// <summary>A process that is known by its number and by when it began: the number alone is given again to another one.</summary>
public static class KnownProcess
{
    // The system's own record of when a process began is not the same to the last digit at each reading.
    private static readonly TimeSpan SameMoment = TimeSpan.FromSeconds(2);

    /// <summary>Finds it.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="began">When it began.</param>
    /// <returns>The process, which the caller disposes; null when it has ended or is of another user.</returns>
    public static Process? Find(int id, DateTimeOffset began)
    {
        Process? process = null;
        try
        {
            process = Process.GetProcessById(id);
            if (!process.HasExited && (process.StartTime.ToUniversalTime() - began.UtcDateTime).Duration() <= SameMoment)
                return process;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // Not there, or not ours.
        }

        process?.Dispose();
        return null;
    }
}

using System.Runtime.InteropServices;

namespace MiaIa.Hosting;

/// <summary>
/// What this process creates is its user's alone: journal, log and caches say what somebody trades. On Windows the folders of a user are
/// so already.
/// </summary>
public static partial class PrivateFiles
{
    // Octal 077: nothing for the group, nothing for others.
    private const uint OthersMayNothing = 0x3F;

    /// <summary>From here on files are made with mode 0600 and folders with 0700.</summary>
    public static void Only()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetMask(OthersMayNothing);
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetMask(uint mask);
}

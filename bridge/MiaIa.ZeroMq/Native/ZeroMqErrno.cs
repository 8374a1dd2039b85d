using System.Runtime.InteropServices;

namespace MiaIa.ZeroMq.Native;

/// <summary>Error numbers that we act on. They differ between systems, so each is a question, not a constant.</summary>
internal static class ZeroMqErrno
{
    // libzmq's own numbers start here, on every system; on old Windows compilers it also gives its own numbers to network errors.
    private const int OwnNumbers = 156384712;
    private const int ContextTerminated = OwnNumbers + 53;

    /// <summary>The error of this thread's last call into libzmq.</summary>
    internal static int Last() => OperatingSystem.IsWindows() ? ZeroMqNative.Errno() : Marshal.GetLastPInvokeError();

    internal static bool IsInterrupted(int errno) => errno == 4;

    internal static bool IsAgain(int errno) => errno == (OperatingSystem.IsMacOS() ? 35 : 11);

    internal static bool IsContextTerminated(int errno) => errno == ContextTerminated;

    internal static bool IsAddressInUse(int errno) => errno == OwnNumbers + 5 || errno == ForSystem(linux: 98, windows: 100, mac: 48);

    internal static bool IsAddressNotAvailable(int errno) =>
        errno == OwnNumbers + 6 || errno == ForSystem(linux: 99, windows: 101, mac: 49);

    internal static bool IsHostUnreachable(int errno) => errno == OwnNumbers + 17 || errno == ForSystem(linux: 113, windows: 110, mac: 65);

    private static int ForSystem(int linux, int windows, int mac) =>
        OperatingSystem.IsWindows() ? windows
        : OperatingSystem.IsMacOS() ? mac
        : linux;
}

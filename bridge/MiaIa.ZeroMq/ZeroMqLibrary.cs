using MiaIa.ZeroMq.Native;

namespace MiaIa.ZeroMq;

/// <summary>The loaded libzmq.</summary>
public static class ZeroMqLibrary
{
    /// <summary>Its version, e.g. 4.3.4.</summary>
    /// <exception cref="LibzmqMissingException">It cannot be loaded.</exception>
    public static unsafe Version Version
    {
        get
        {
            Libzmq.EnsureLoaded();
            int major,
                minor,
                patch;
            ZeroMqNative.Version(&major, &minor, &patch);
            return new Version(major, minor, patch);
        }
    }
}

using System.Reflection;
using System.Runtime.InteropServices;

namespace MiaIa.ZeroMq.Native;

/// <summary>Loads libzmq once, before the first call into it.</summary>
internal static class Libzmq
{
    private static readonly Lazy<nint> Library = new(Load);

    /// <summary>Call this where the program enters the library: making a context or a key pair, asking for the version.</summary>
    /// <exception cref="LibzmqMissingException">It cannot be loaded.</exception>
    internal static void EnsureLoaded() => _ = Library.Value;

    private static nint Load()
    {
        var library = LibzmqLocator.ForThisMachine().Load(name => NativeLibrary.TryLoad(name, out var loaded) ? loaded : 0);
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == ZeroMqNative.Library ? library : 0);
        return library;
    }
}

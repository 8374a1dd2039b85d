using System.Reflection;
using System.Runtime.InteropServices;

namespace Simulation.Study;

/// <summary>Finds the study's simulation library in the C++ build that MIAIA_STUDY_BUILD names.</summary>
internal static class StudyLibrary
{
    private const string BuildVariable = "MIAIA_STUDY_BUILD";

    private static readonly Lazy<nint> Loaded = new(Load);

    /// <summary>Loads it, once.</summary>
    /// <exception cref="InvalidOperationException">It is not there, or speaks another version.</exception>
    internal static void Require() => _ = Loaded.Value;

    private static nint Load()
    {
        var build =
            Environment.GetEnvironmentVariable(BuildVariable)
            ?? throw new InvalidOperationException(
                $"{BuildVariable} names no folder: build the study with MIAIA_TESTS=ON, as tools/test does"
            );
        // Not the whole build: a wine prefix in it leads to the whole machine.
        var folder = Path.Combine(build, "tests", "simulation");
        var path =
            Directory
                .EnumerateFiles(folder, $"*{Abi.Library}*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .FirstOrDefault(path => Path.GetExtension(path) is ".so" or ".dll")
            ?? throw new InvalidOperationException($"there is no {Abi.Library} in {folder}");
        var handle = NativeLibrary.Load(path);
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == Abi.Library ? handle : 0);
        return Abi.sim_abi_version() == Abi.Version
            ? handle
            : throw new InvalidOperationException($"{path} speaks version {Abi.sim_abi_version()}, the simulation {Abi.Version}");
    }
}

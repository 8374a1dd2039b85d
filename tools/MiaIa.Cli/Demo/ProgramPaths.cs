using MiaIa.Cli.Programs;

namespace MiaIa.Cli.Demo;

/// <summary>Where the parts of the path lie.</summary>
/// <param name="Engine">MiaIa.Engine.Host.dll.</param>
/// <param name="Bridge">MiaIa.Bridge.dll.</param>
/// <param name="Gateway">miaia-gateway.dll.</param>
/// <param name="Host">miaia-sierra-host.</param>
/// <param name="Study">The study as a shared library.</param>
internal sealed record ProgramPaths(string Engine, string Bridge, string Gateway, string Host, string Study)
{
    private const string StudyBuildVariable = "MIAIA_STUDY_BUILD";

    /// <summary>Finds the programs that were built together with this one.</summary>
    /// <param name="options">A path given there is taken as it is.</param>
    /// <param name="baseFolder">Folder of this program; above it lies the repository.</param>
    /// <param name="missing">What was looked for in vain, one line each, with how to get it; one line for all where no source tree is.</param>
    /// <returns>Null when something is missing.</returns>
    public static ProgramPaths? Find(DemoOptions options, string baseFolder, out IReadOnlyList<string> missing)
    {
        var lines = new List<string>();
        var cpp = Environment.GetEnvironmentVariable(StudyBuildVariable) is { Length: > 0 } named
            ? named
            : Path.Combine(BuiltHere.RootAbove(baseFolder), "build", "study");
        var (engineAt, bridgeAt) = (At("engine", "MiaIa.Engine.Host"), At("bridge", "MiaIa.Bridge"));

        var engine = Take("--engine", options.EnginePath, engineAt, "dotnet build engine/MiaIa.Engine.Host -c Release");
        var bridge = Take("--bridge", options.BridgePath, bridgeAt, "dotnet build bridge/MiaIa.Bridge -c Release");
        var gatewayAt = BuiltHere.AssemblyOf(baseFolder, "tools", "MiaIa.GatewaySim", "miaia-gateway");
        var gateway = options.HasOptions
            ? Take("--gateway", options.GatewayPath, gatewayAt, "dotnet build tools/MiaIa.GatewaySim -c Release")
            : gatewayAt;
        const string Cpp = "cmake -S sierra-study -B build/study -DCMAKE_BUILD_TYPE=Release && cmake --build build/study";
        var host = Take("--host", options.HostPath, Below(cpp, ["miaia-sierra-host", "miaia-sierra-host.exe"]), Cpp);
        var study = Take(
            "--study",
            options.StudyPath,
            Below(cpp, ["MiaIaStudyStandIn.so", "MiaIaStudyStandIn.dll", "MiaIaStudyStandIn.dylib"]),
            Cpp
        );
        missing = [.. lines.Distinct()];
        return lines.Count == 0 ? new ProgramPaths(engine, bridge, gateway, host, study) : null;

        string At(string folder, string project) => BuiltHere.AssemblyOf(baseFolder, folder, project);

        string Take(string option, string? given, string usual, string command)
        {
            var path = given ?? usual;
            if (!File.Exists(path))
            {
                lines.Add(
                    given is null && !BuiltHere.IsBelowRoot(baseFolder)
                        ? $"demo plays from a built source tree, and {baseFolder} lies in none: a package has none of its stand-ins."
                        : $"{option}: not found at {path}; build it with: {command}"
                );
            }

            return path;
        }
    }

    /// <summary>The first of some file names below a folder; where nothing is found, where it should have been.</summary>
    internal static string Below(string folder, IReadOnlyList<string> names)
    {
        if (Directory.Exists(folder))
        {
            foreach (var name in names)
            {
                if (Directory.EnumerateFiles(folder, name, SearchOption.AllDirectories).FirstOrDefault() is { } found)
                    return found;
            }
        }

        return Path.Combine(folder, names[0]);
    }
}

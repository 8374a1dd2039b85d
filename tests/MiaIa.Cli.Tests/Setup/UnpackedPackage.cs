using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Setup;

/// <summary>A package as a user has unpacked it, a Sierra Chart beside it, and a user's folder; all of it in a folder of its own.</summary>
internal sealed class UnpackedPackage : IDisposable
{
    public const string StudyText = "#include \"sierrachart.h\"\n// the study\n";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("miaia setup é ");

    public UnpackedPackage(int sierraVersion = 2784)
    {
        Unpack("package");
        Write(Path.Combine(Source, "sierrachart.h"), $"// made up\r\n#define SC_DLL_VERSION {sierraVersion}\r\n");
    }

    public string Package { get; private set; }

    public string Sierra => Path.Combine(_folder.FullName, "SierraChart");

    public string Source => Path.Combine(Sierra, "ACS_Source");

    public string Study => Path.Combine(Source, "MiaIaStudy.cpp");

    public string Own => Path.Combine(_folder.FullName, "own");

    public string Record => Path.Combine(Own, "setup.json");

    public string OperateToken => Path.Combine(Own, "operate.token");

    public string EngineSettings => Path.Combine(Package, "engine", "appsettings.json");

    public string BridgeSettings => Path.Combine(Package, "bridge", "appsettings.json");

    /// <summary>A folder of this name beside the others.</summary>
    public string Beside(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Everything but the tokens, which programs may be using.</summary>
    public IEnumerable<string> EverythingButTokens =>
        Everything.Where(file => !file.Split(": ")[0].Contains("token", StringComparison.Ordinal));

    /// <summary>Every file with its content, in order.</summary>
    public IReadOnlyList<string> Everything =>
        [
            .. _folder
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(file => $"{Path.GetRelativePath(_folder.FullName, file.FullName)}: {File.ReadAllText(file.FullName)}")
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Unpacks another version beside what is there; it is the package from now on.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(Package))]
    public void Unpack(string name)
    {
        Package = Path.Combine(_folder.FullName, name);
        Write(Path.Combine(Package, "study", "MiaIaStudy.cpp"), StudyText);
        Write(Path.Combine(Package, "engine", "appsettings.example.json"), Example("engine/MiaIa.Engine.Host"));
        Write(Path.Combine(Package, "bridge", "appsettings.example.json"), Example("bridge/MiaIa.Bridge"));
    }

    /// <summary>A path as a settings file has it: letters as they are, for people read it.</summary>
    public static string Quoted(string path) => $"\"{path.Replace("\\", "\\\\", StringComparison.Ordinal)}\"";

    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>The repository's folder.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MiaIa.Bridge.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("the repository is not above the tests");
    }

    public async Task<(int ExitCode, string Output, string Error)> SetupAsync(params string[] more)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] arguments = ["setup", "--package", Package, "--user-folder", Own, .. more];
        return (await CommandLine.RunAsync(arguments, output, error), output.ToString(), error.ToString());
    }

    /// <summary>Runs it, and it must end well.</summary>
    public async Task<string> SetUpAsync()
    {
        var (exitCode, output, error) = await SetupAsync("--sierra", Sierra);
        Assert.That((exitCode, error), Is.EqualTo((ExitCodes.Ok, "")));
        return output;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Example(string project) => File.ReadAllText(Path.Combine(Root(), project, "appsettings.example.json"));
}

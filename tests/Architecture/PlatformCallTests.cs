using System.Text.RegularExpressions;

namespace Architecture;

/// <summary>Linux and Windows run the same code. Where they cannot, the file is on this list, and does the same for both.</summary>
public sealed partial class PlatformCallTests
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["bridge/MiaIa.Bridge/Starting/HiddenProcess.cs"] = "setsid, and on Windows a hidden console",
        ["engine/MiaIa.Hosting/Credentials/AccessTokens.cs"] = "file modes, and on Windows an access list",
        ["engine/MiaIa.Hosting/Credentials/SecretFile.cs"] = "file modes; a user's folders are his own on Windows",
        ["engine/MiaIa.Hosting/DiskRoot.cs"] = "mount points, and on Windows drives",
        ["engine/MiaIa.Hosting/FileSizeLimit.cs"] = "SIGXFSZ; Windows has no such limit",
        ["engine/MiaIa.Hosting/PrivateFiles.cs"] = "umask; a user's folders are his own on Windows",
        ["engine/MiaIa.Hosting/ProgramHost.cs"] = "SIGHUP, which .NET raises for a closed console on Windows",
        ["engine/MiaIa.Hosting/Tls/OwnCertificate.cs"] = "file modes; on Windows a key is guarded by its folder",
        ["tools/MiaIa.Cli/Programs/ChildProgram.cs"] = "taskset, and on Windows a process group",
        ["tools/MiaIa.Cli/Programs/ProcessSignals.cs"] = "SIGINT, and on Windows Ctrl-Break",
    };

    [Test]
    public void Calls_that_only_one_system_has_are_where_the_list_says()
    {
        var found = Product().Where(path => CallOfOneSystem().IsMatch(SourceTree.Read(path)));
        Assert.That(found, Is.EquivalentTo(Known.Keys), "a new one needs its twin for the other system, and a place on the list");
    }

    [Test]
    public void No_path_is_put_together_with_the_separator_of_one_system()
    {
        var wrong =
            from path in Product()
            from Match match in SeparatorInPath().Matches(SourceTree.Read(path))
            select $"{path}: {match.Value}";
        Assert.That(wrong, Is.Empty);
    }

    [TestCase("File.SetUnixFileMode(path, mode);", true)]
    [TestCase("if (OperatingSystem.IsLinux())", true)]
    [TestCase("[LibraryImport(\"libc\")]", true)]
    [TestCase("File.ReadAllText(\"/proc/self/status\")", true)]
    [TestCase("File.ReadAllText(path)", false)]
    public void A_call_of_one_system_is_found(string line, bool expected) =>
        Assert.That(CallOfOneSystem().IsMatch(line), Is.EqualTo(expected));

    [TestCase("Path.Combine(folder, \"a/b\")", true)]
    [TestCase("Path.Combine(folder, \"a\\\\b\")", true)]
    [TestCase("$\"{folder}/journal\"", true)]
    [TestCase("Path.Combine(folder, \"a\", \"b\")", false)]
    public void A_separator_in_a_path_is_found(string line, bool expected) =>
        Assert.That(SeparatorInPath().IsMatch(line), Is.EqualTo(expected));

    private static IEnumerable<string> Product() =>
        SourceTree.Files(".cs").Where(path => !path.StartsWith("tests/", StringComparison.Ordinal));

    [GeneratedRegex(
        @"UnixFileMode|UnixCreateMode|\bPosixSignal|\[(?:LibraryImport|DllImport)|OperatingSystem\.Is|RuntimeInformation\.IsOS"
            + @"|Environment\.OSVersion|""/(?:proc|dev|tmp|etc|sys|var)/"
    )]
    private static partial Regex CallOfOneSystem();

    [GeneratedRegex(@"Path\.(?:Combine|Join)\([^;\n]*""[^""\n]*[/\\][^""\n]*""|\{\w*(?:[fF]older|[dD]irectory)\}(?:/|\\\\)")]
    private static partial Regex SeparatorInPath();
}

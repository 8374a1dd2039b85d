using MiaIa.Cli.Setup;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Settings;

namespace MiaIa.Cli.Tests.Setup;

public sealed class SetupTests
{
    // To a privileged user nothing is forbidden.
    private static readonly string[] Protected = Environment.IsPrivilegedProcess
        ? []
        : ["package/bridge", "package/engine", "SierraChart/ACS_Source"];

    [Test]
    public async Task Puts_study_tokens_and_settings_in_their_places_and_says_each_step()
    {
        using var package = new UnpackedPackage();
        var output = await package.SetUpAsync();
        var tokens = AccessTokens.OpenOrCreate(package.Own);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllText(package.Study), Is.EqualTo(UnpackedPackage.StudyText));
            Assert.That(AccessTokens.Open(package.Own, AccessRole.Operate).Is(tokens[AccessRole.Operate].Bytes), Is.True);
            for (var step = 1; step <= 5; step++)
                Assert.That(output, Does.Contain($"{step} of 5  "));
            Assert.That(output, Does.Contain("version 2784").And.Contain("Remote Build"));
        }
    }

    [Test]
    public async Task The_engines_settings_are_accepted_and_differ_from_the_defaults_by_the_folders_only()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        var loaded = SettingsLoader.Load<EngineSettings>(
            new SettingsSources(ProgramSections.Engine, package.EngineSettings, new Dictionary<string, string>(), [])
        );
        Assert.That(loaded.Problems, Is.Empty);
        var settings = loaded.Settings!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.CredentialsFolder, Is.EqualTo(package.Own));
            Assert.That(settings.Journal.Directory, Is.EqualTo(Path.Combine(package.Own, "journal")));
            Assert.That(settings.Log.Folder, Is.EqualTo(Path.Combine(package.Own, "logs")));
            Assert.That(settings.Trading.Mode, Is.EqualTo(new EngineSettings().Trading.Mode));
            var (example, written) = (Lines("engine/appsettings.example.json"), Lines("engine/appsettings.json"));
            Assert.That(written, Has.Length.EqualTo(example.Length));
            Assert.That(written.Except(example).Count(), Is.EqualTo(6), "one line a folder, comments and all");
        }

        string[] Lines(string file) => File.ReadAllLines(Path.Combine(package.Package, file));
    }

    [TestCase("MiaIa.Engine.Host.exe")]
    [TestCase("MiaIa.Engine.Host")]
    public async Task The_bridges_settings_name_the_engine_that_it_starts(string program)
    {
        using var package = new UnpackedPackage();
        var engine = Path.Combine(package.Package, "engine", program);
        UnpackedPackage.Write(engine, "a program");
        await package.SetUpAsync();
        Assert.That(File.ReadAllText(package.BridgeSettings), Does.Contain($"\"Path\": {UnpackedPackage.Quoted(engine)}"));
    }

    [Test]
    public async Task The_folder_ACS_Source_itself_may_be_named()
    {
        using var package = new UnpackedPackage();
        var (exitCode, _, _) = await package.SetupAsync("--sierra", package.Source + Path.DirectorySeparatorChar);
        Assert.That((exitCode, File.Exists(package.Study)), Is.EqualTo((ExitCodes.Ok, true)));
    }

    [Test]
    public async Task A_second_time_changes_nothing()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        var before = package.Everything;
        var output = await package.SetUpAsync();
        Assert.That(package.Everything, Is.EqualTo(before));
        Assert.That(output, Does.Contain("there already").And.Not.Contain("written"));
    }

    [Test]
    public async Task A_newer_package_replaces_the_study_and_leaves_the_users_settings()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        UnpackedPackage.Write(package.BridgeSettings, "{ \"StudySilenceMs\": 5000 }");
        UnpackedPackage.Write(Path.Combine(package.Package, "study", "MiaIaStudy.cpp"), "a newer one");
        var output = await package.SetUpAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllText(package.Study), Is.EqualTo("a newer one"));
            Assert.That(File.ReadAllText(package.BridgeSettings), Does.Contain("5000"));
            Assert.That(output, Does.Contain("brought up to date").And.Contain("is yours and stays as it is"));
            Assert.That(Directory.GetFiles(package.Source, "*before*"), Is.Empty, "our own earlier one is not kept");
        }
    }

    [TestCase("SC_DLL_VERSION 2538", "version 2538, and the study needs 2539")]
    [TestCase("NOTHING", "says no version")]
    public async Task A_Sierra_that_does_not_serve_is_refused_before_anything_is_changed(string line, string said)
    {
        using var package = new UnpackedPackage();
        UnpackedPackage.Write(Path.Combine(package.Source, "sierrachart.h"), $"#define {line}\n");
        await RefusedAsync(package, said, "--sierra", package.Sierra);
    }

    [Test]
    public void A_usual_Sierra_that_was_never_started_is_named_as_such()
    {
        using var package = new UnpackedPackage();
        var (missing, bare) = (package.Beside("none"), package.Beside("bare"));
        Directory.CreateDirectory(Path.Combine(bare, "ACS_Source"));
        Assert.That(
            () => SierraFolder.Find("", [missing, bare]),
            Throws.TypeOf<SetupException>().With.Message.Contains("bare").And.Message.Contains("start Sierra Chart once")
        );
        Assert.That(() => SierraFolder.Find("", [missing]), Throws.TypeOf<SetupException>().With.Message.Contains("is not in"));
    }

    [Test]
    public async Task A_folder_without_Sierra_is_refused()
    {
        using var package = new UnpackedPackage();
        await RefusedAsync(package, "holds no sierrachart.h", "--sierra", package.Package);
    }

    [Test]
    public async Task A_package_that_lacks_a_part_is_refused()
    {
        using var package = new UnpackedPackage();
        File.Delete(Path.Combine(package.Package, "bridge", "appsettings.example.json"));
        await RefusedAsync(package, "unpack the whole package", "--sierra", package.Sierra);
    }

    [Test]
    public async Task A_library_for_our_own_host_in_Sierras_folder_is_refused()
    {
        using var package = new UnpackedPackage();
        UnpackedPackage.Write(Path.Combine(package.Sierra, "Data", "MiaIaStudyStandIn.dll"), "");
        await RefusedAsync(package, "would end Sierra Chart", "--sierra", package.Sierra);
    }

    [TestCase("package/bridge/appsettings.json", "a folder has its name. Nothing was changed.")]
    [TestCase("package/engine/appsettings.json", "a folder has its name")]
    [TestCase("SierraChart/ACS_Source/MiaIaStudy.cpp", "a folder has its name")]
    [TestCase("own/operate.token", "a folder has its name")]
    [TestCase("own/setup.json", "a folder has its name")]
    public async Task A_target_that_is_a_folder_is_refused_before_anything_is_changed(string target, string said)
    {
        using var package = new UnpackedPackage();
        Directory.CreateDirectory(Path.Combine(package.Package, "..", target));
        await RefusedAsync(package, said, "--sierra", package.Sierra);
    }

    [TestCase("own")]
    [TestCase("own/logs")]
    [TestCase("own/options")]
    public async Task A_file_where_a_folder_has_to_be_is_refused_before_anything_is_changed(string target)
    {
        using var package = new UnpackedPackage();
        UnpackedPackage.Write(Path.GetFullPath(Path.Combine(package.Package, "..", target)), "somebody's");
        await RefusedAsync(package, "it is a file, and has to be a folder", "--sierra", package.Sierra);
    }

    [TestCaseSource(nameof(Protected))]
    [Platform(Exclude = "Win", Reason = "folders have other rights there")]
    public async Task A_folder_that_may_not_be_written_is_refused_before_anything_is_changed(string target)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var package = new UnpackedPackage();
        var folder = Path.Combine(package.Package, "..", target);
        var before = File.GetUnixFileMode(folder);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            await RefusedAsync(package, "cannot be written", "--sierra", package.Sierra);
        }
        finally
        {
            File.SetUnixFileMode(folder, before);
        }
    }

    private static async Task RefusedAsync(UnpackedPackage package, string said, params string[] arguments)
    {
        var before = package.Everything;
        var (exitCode, output, error) = await package.SetupAsync(arguments);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((exitCode, output), Is.EqualTo((ExitCodes.BadSettings, "")));
            Assert.That(error, Does.Contain(said));
            Assert.That(package.Everything, Is.EqualTo(before));
        }
    }
}

using MiaIa.Cli.Setup;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Setup;

/// <summary>A package whose folder was renamed, a Sierra that was named once, and a write that was cut off.</summary>
public sealed class MovedPackageTests
{
    [Test]
    public async Task In_a_renamed_folder_the_bridge_starts_the_engine_that_is_there_now()
    {
        using var package = new UnpackedPackage();
        PutEngine(package);
        await package.SetUpAsync();
        Rename(package);
        var output = await package.SetUpAsync();
        Assert.That(File.ReadAllText(package.BridgeSettings), Does.Contain($"\"Path\": {UnpackedPackage.Quoted(EngineOf(package))}"));
        Assert.That(output, Does.Not.Contain("is yours"), "setup wrote them");
        var (_, undone, _) = await package.SetupAsync("--undo");
        Assert.That(undone, Does.Not.Contain("changed since"));
        Assert.That((File.Exists(package.EngineSettings), File.Exists(package.BridgeSettings)), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task A_persons_settings_keep_all_but_the_place_that_is_gone()
    {
        using var package = new UnpackedPackage();
        PutEngine(package);
        var gone = EngineOf(package);
        await package.SetUpAsync();
        File.AppendAllText(package.BridgeSettings, "// mine\n");
        Rename(package);
        var output = await package.SetUpAsync();
        Assert.That(output, Does.Contain($"Engine:Start:Path named {gone}, which is gone, and names {EngineOf(package)} now"));
        var settings = File.ReadAllText(package.BridgeSettings);
        Assert.That(settings, Does.Contain(UnpackedPackage.Quoted(EngineOf(package))).And.Contain("// mine"));
        await package.SetupAsync("--undo");
        Assert.That(File.ReadAllText(package.BridgeSettings), Is.EqualTo(settings), "it is theirs");
    }

    [Test]
    public async Task A_program_of_a_persons_own_that_is_not_there_stays()
    {
        using var package = new UnpackedPackage();
        PutEngine(package);
        UnpackedPackage.Write(package.BridgeSettings, "{ \"Engine\": { \"Start\": { \"Path\": \"/my/own/starter\" } } }");
        Assert.That(await package.SetUpAsync(), Does.Contain("is yours and stays as it is"));
        Assert.That(File.ReadAllText(package.BridgeSettings), Does.Contain("/my/own/starter"));
    }

    [Test]
    public async Task A_Sierra_that_was_named_once_need_not_be_again()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        var before = package.Everything;
        var (exitCode, output, error) = await package.SetupAsync();
        Assert.That((exitCode, error), Is.EqualTo((ExitCodes.Ok, "")));
        Assert.That(output, Does.Contain($"Sierra Chart in {package.Sierra}"));
        Assert.That(package.Everything, Is.EqualTo(before));
    }

    [Test]
    public async Task A_Sierra_that_is_not_where_it_was_is_named_and_no_other_one_is_taken()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        Directory.Move(package.Sierra, package.Beside("elsewhere"));
        var before = package.Everything;
        var (exitCode, output, error) = await package.SetupAsync();
        Assert.That((exitCode, output), Is.EqualTo((ExitCodes.BadSettings, "")));
        Assert.That(error, Does.StartWith($"Sierra Chart was in {package.Source} the last time, and is not there now"));
        Assert.That(package.Everything, Is.EqualTo(before));
    }

    [Test]
    public async Task A_file_whose_path_was_spelt_otherwise_is_the_same_file()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        // As upper and lower case are on Windows.
        var record = File.ReadAllText(package.Record);
        File.WriteAllText(package.Record, record.Replace("/package/", "/package/../package/", StringComparison.Ordinal));
        File.AppendAllText(package.EngineSettings, "// mine\n");
        Assert.That(await package.SetUpAsync(), Does.Contain("appsettings.json is there already").And.Contain("is yours"));
        File.Delete(package.BridgeSettings);
        Assert.That(await package.SetUpAsync(), Does.Contain("appsettings.json written").And.Not.Contain("carried over"));
        Assert.That((await package.SetupAsync("--undo")).Output, Does.Not.Contain("gone already"));
    }

    [Test]
    public void A_write_that_fails_leaves_nothing_beside_the_file()
    {
        using var package = new UnpackedPackage();
        var file = package.Beside("taken");
        UnpackedPackage.Write(Path.Combine(file, "in it"), "");
        Assert.That(() => WholeFile.Write(file, "text"u8), Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(File.Exists(file + ".new"), Is.False);
    }

    [Test]
    public async Task Settings_of_another_user_are_refused_with_every_place_that_lies_with_him()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        var before = package.Everything;
        using var said = new StringWriter();
        string[] arguments = ["setup", "--package", package.Package, "--user-folder", package.Beside("second"), "--sierra", package.Sierra];
        Assert.That(await CommandLine.RunAsync(arguments, TextWriter.Null, said), Is.EqualTo(ExitCodes.BadSettings));
        var error = said.ToString();
        Assert.That(error, Does.Contain("Another user has set this package up").And.Contain("Nothing was changed"));
        foreach (var key in new[] { "Journal:Directory", "Options:HistoryFolder", "Ibkr:CacheFolder", "Log:Folder", "Reports:Folder" })
            Assert.That(error, Does.Contain(key));
        Assert.That(package.Everything, Is.EqualTo(before));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_rest_of_a_write_that_was_cut_off_goes_with_the_next_setup_and_with_the_undo(bool isUndo)
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        string[] rests = [package.Study + ".new", package.EngineSettings + ".new", package.Record + ".new"];
        foreach (var rest in rests)
            UnpackedPackage.Write(rest, "a part");
        Assert.That((await package.SetupAsync(isUndo ? ["--undo"] : ["--sierra", package.Sierra])).ExitCode, Is.EqualTo(ExitCodes.Ok));
        Assert.That(rests.Where(File.Exists), Is.Empty);
    }

    [TestCase("half of it")]
    [TestCase("\uFEFF0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public async Task A_damaged_token_is_refused_before_anything_is_changed(string token)
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        File.WriteAllText(package.OperateToken, token);
        File.Delete(package.Study);
        var before = package.Everything;
        var (exitCode, output, error) = await package.SetupAsync("--sierra", package.Sierra);
        Assert.That((exitCode, output), Is.EqualTo((ExitCodes.BadSettings, "")));
        Assert.That(error, Does.Contain(package.OperateToken).And.Contain("delete it and start again. Nothing was changed."));
        Assert.That(package.Everything, Is.EqualTo(before));
    }

    private static string EngineOf(UnpackedPackage package) => Path.Combine(package.Package, "engine", "MiaIa.Engine.Host");

    private static void PutEngine(UnpackedPackage package) => UnpackedPackage.Write(EngineOf(package), "a program");

    private static void Rename(UnpackedPackage package)
    {
        var before = package.Package;
        package.Unpack("renamed");
        Directory.Delete(package.Package, recursive: true);
        Directory.Move(before, package.Package);
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Cli.Tests.Setup;

/// <summary>A second setup: of a newer package beside the one before, and with another folder for journal and logs.</summary>
public sealed class UpgradeTests
{
    private const string Limit = "\"DailyLossLimitUsd\": 2000";
    private const string OwnLimit = "\"DailyLossLimitUsd\": 500";

    [Test]
    public async Task Tokens_lie_where_study_and_commands_look_whatever_folder_the_journal_has()
    {
        using var package = new UnpackedPackage();
        var folder = package.Beside("Données & jours");
        var (exitCode, _, error) = await package.SetupAsync("--sierra", package.Sierra, "--data", folder);
        Assert.That((exitCode, error), Is.EqualTo((ExitCodes.Ok, "")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(AccessTokens.Open(package.Own, AccessRole.Operate), Is.Not.Null);
            Assert.That(Directory.GetFiles(folder, "*.token"), Is.Empty);
            foreach (var settings in new[] { package.EngineSettings, package.BridgeSettings })
                Assert.That(File.ReadAllText(settings), Does.Contain($"\"CredentialsFolder\": {UnpackedPackage.Quoted(package.Own)}"));
            Assert.That(
                File.ReadAllText(package.EngineSettings),
                Does.Contain($"\"Directory\": {UnpackedPackage.Quoted(Path.Combine(folder, "journal"))}")
            );
        }

        var before = package.Everything;
        await package.SetUpAsync();
        Assert.That(package.Everything, Is.EqualTo(before), "the folder is remembered");
    }

    [Test]
    public async Task A_newer_package_gets_the_settings_of_the_one_before()
    {
        using var package = new UnpackedPackage();
        UnpackedPackage.Write(Path.Combine(package.Package, "engine", "MiaIa.Engine.Host"), "a program");
        var (exitCode, _, _) = await package.SetupAsync("--sierra", package.Sierra, "--data", package.Beside("days"));
        Assert.That(exitCode, Is.EqualTo(ExitCodes.Ok));
        Replace(package.EngineSettings, Limit, OwnLimit);
        var (old, carried) = (package.EngineSettings, File.ReadAllText(package.EngineSettings));

        package.Unpack("newer");
        var engine = Path.Combine(package.Package, "engine", "MiaIa.Engine.Host");
        UnpackedPackage.Write(engine, "a program");
        Replace(Path.Combine(package.Package, "engine", "appsettings.example.json"), Limit, Limit + ", \"NewLimit\": 7");
        var output = await package.SetUpAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllText(package.EngineSettings), Is.EqualTo(carried));
            Assert.That(output, Does.Contain($"carried over from {old}").And.Contain("NewLimit 7"));
            Assert.That(File.ReadAllText(package.BridgeSettings), Does.Contain($"\"Path\": {UnpackedPackage.Quoted(engine)}"));
        }

        // What a person has set outlives an undo, as it does in the package where it was set.
        await package.SetupAsync("--undo");
        Assert.That(File.ReadAllText(package.EngineSettings), Is.EqualTo(carried));
    }

    [Test]
    public async Task Settings_come_along_from_a_setup_whose_record_was_a_list_of_files()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        Replace(package.EngineSettings, Limit, OwnLimit);
        var (old, carried, token) = (package.EngineSettings, File.ReadAllText(package.EngineSettings), package.OperateToken);
        WriteOlderRecord(package, package.Study, token, old, package.BridgeSettings);

        package.Unpack("newer");
        var output = await package.SetUpAsync();
        using var record = JsonDocument.Parse(File.ReadAllBytes(package.Record));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllText(package.EngineSettings), Is.EqualTo(carried));
            Assert.That(output, Does.Contain($"carried over from {old}"));
            Assert.That(record.RootElement.GetProperty("Folder").GetString(), Is.EqualTo(package.Own));
        }

        await package.SetupAsync("--undo");
        Assert.That((File.Exists(token), File.Exists(package.Study)), Is.EqualTo((true, false)), "programs that run hold the tokens");
    }

    [Test]
    public async Task A_persons_settings_that_setup_left_alone_come_along_too()
    {
        using var package = new UnpackedPackage();
        File.Copy(Path.Combine(package.Package, "engine", "appsettings.example.json"), package.EngineSettings);
        Replace(package.EngineSettings, Limit, OwnLimit);
        var (old, own) = (package.EngineSettings, File.ReadAllText(package.EngineSettings));
        await package.SetUpAsync();
        Assert.That(await package.SetUpAsync(), Does.Contain("is yours and stays as it is"));
        var folder = package.Package;
        package.Unpack("newer");
        Assert.That(await package.SetUpAsync(), Does.Contain($"carried over from {old}"));
        Assert.That(File.ReadAllText(package.EngineSettings), Does.Contain(OwnLimit));
        await package.SetupAsync("--undo");
        Assert.That(File.ReadAllText(Path.Combine(folder, "engine", "appsettings.json")), Is.EqualTo(own));
    }

    [Test]
    public async Task A_record_that_names_no_settings_before_is_told()
    {
        using var package = new UnpackedPackage();
        Assert.That(await package.SetUpAsync(), Does.Not.Contain("nothing is noted"));
        WriteOlderRecord(package, package.Study);
        package.Unpack("newer");
        Assert.That(
            await package.SetUpAsync(),
            Does.Contain("nothing is noted: limits, accounts, ports and the journal's folder are the defaults now")
        );
    }

    [TestCase("[ { \"Path\": ")]
    [TestCase("[ null ]")]
    [TestCase("{ \"Files\": [ { \"Path\": \"x\" } ] }")]
    public async Task A_damaged_record_says_that_settings_will_not_come_along(string text)
    {
        using var package = new UnpackedPackage();
        UnpackedPackage.Write(package.Record, text);
        var before = package.Everything;
        var (exitCode, output, error) = await package.SetupAsync("--sierra", package.Sierra);
        Assert.That((exitCode, output), Is.EqualTo((ExitCodes.BadSettings, "")));
        Assert.That(error, Does.Contain("is damaged").And.Contain("will then not come along").And.Contain("appsettings.json"));
        Assert.That(package.Everything, Is.EqualTo(before));
    }

    [Test]
    public async Task A_default_that_has_changed_and_was_not_set_is_told()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        UnpackedPackage.Write(package.EngineSettings, "{ }");
        package.Unpack("newer");
        Replace(Path.Combine(package.Package, "engine", "appsettings.example.json"), Limit, "\"DailyLossLimitUsd\": 3000");
        Assert.That(await package.SetUpAsync(), Does.Contain("DailyLossLimitUsd 2000 -> 3000"));
    }

    [TestCase("2000", "the default has changed, and yours stays: Account:DailyLossLimitUsd yours 2000, default now 3000")]
    [TestCase("500", "the default has changed, and yours stays: Account:DailyLossLimitUsd yours 500, default now 3000")]
    [TestCase("3000", null)]
    public async Task A_default_that_has_changed_is_told_when_the_value_that_stays_is_another(string own, string? said)
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        Replace(package.EngineSettings, Limit, $"\"DailyLossLimitUsd\": {own}");
        package.Unpack("newer");
        Replace(Path.Combine(package.Package, "engine", "appsettings.example.json"), Limit, "\"DailyLossLimitUsd\": 3000");
        var output = await package.SetUpAsync();
        Assert.That(output, said is null ? Does.Not.Contain("yours stays") : Does.Contain(said + Environment.NewLine));
        Assert.That(File.ReadAllText(package.EngineSettings), Does.Contain($"\"DailyLossLimitUsd\": {own}"));
    }

    [Test]
    public async Task Settings_that_went_with_the_package_before_are_told()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        var old = package.Package;
        package.Unpack("newer");
        Directory.Delete(old, recursive: true);
        Assert.That(
            await package.SetUpAsync(),
            Does.Contain("are gone: limits, accounts, ports and the journal's folder are the defaults now")
        );
    }

    [Test]
    public async Task Settings_that_setup_wrote_follow_another_folder_and_keep_their_values()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        Replace(Path.Combine(package.Package, "engine", "appsettings.example.json"), Limit, "\"DailyLossLimitUsd\": 3000");
        var folder = package.Beside("elsewhere");
        var (exitCode, output, _) = await package.SetupAsync("--sierra", package.Sierra, "--data", folder);
        Assert.That(exitCode, Is.EqualTo(ExitCodes.Ok));
        var settings = File.ReadAllText(package.EngineSettings);
        Assert.That(settings, Does.Contain(UnpackedPackage.Quoted(Path.Combine(folder, "journal"))).And.Contain(Limit));
        Assert.That(output, Does.Contain("brought up to date"));
    }

    [Test]
    public async Task A_persons_settings_stay_and_it_is_told_what_lies_elsewhere()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        Replace(package.EngineSettings, Limit, OwnLimit);
        var (exitCode, output, _) = await package.SetupAsync("--sierra", package.Sierra, "--data", package.Beside("elsewhere"));
        Assert.That(exitCode, Is.EqualTo(ExitCodes.Ok));
        Assert.That(output, Does.Contain("your Journal:Directory stays"));
        Assert.That(File.ReadAllText(package.EngineSettings), Does.Contain(OwnLimit));
    }

    [Test]
    public async Task Settings_with_tokens_elsewhere_are_refused_before_anything_is_changed()
    {
        using var package = new UnpackedPackage();
        UnpackedPackage.Write(package.EngineSettings, "{ \"CredentialsFolder\": \"/somewhere/else\" }");
        var before = package.Everything;
        var (exitCode, output, error) = await package.SetupAsync("--sierra", package.Sierra);
        Assert.That((exitCode, output), Is.EqualTo((ExitCodes.BadSettings, "")));
        Assert.That(error, Does.Contain("CredentialsFolder").And.Contain("Nothing was changed"));
        Assert.That(package.Everything, Is.EqualTo(before));
    }

    [TestCase("--sierra")]
    [TestCase("--data")]
    public async Task An_undo_of_a_part_is_refused(string option)
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        var before = package.Everything;
        var (exitCode, _, error) = await package.SetupAsync("--undo", option, package.Beside("x"));
        Assert.That((exitCode, package.Everything), Is.EqualTo((ExitCodes.BadSettings, before)));
        Assert.That(error, Does.Contain($"leave out {option}"));
    }

    // As it was written before setup kept the folder of journal and logs.
    private static void WriteOlderRecord(UnpackedPackage package, params string[] files) =>
        UnpackedPackage.Write(
            package.Record,
            JsonSerializer.Serialize(
                files.Select(file => new
                {
                    Path = file,
                    Sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))),
                    Kept = "",
                })
            )
        );

    private static void Replace(string file, string old, string replacement)
    {
        var text = File.ReadAllText(file);
        Assert.That(text, Does.Contain(old));
        File.WriteAllText(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }
}

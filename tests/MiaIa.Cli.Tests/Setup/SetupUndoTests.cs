using System.Diagnostics;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Cli.Tests.Setup;

public sealed class SetupUndoTests
{
    [Test]
    public async Task Takes_back_everything()
    {
        using var package = new UnpackedPackage();
        var before = package.Everything;
        await package.SetUpAsync();
        var (exitCode, output, _) = await package.SetupAsync("--undo");
        Assert.That(exitCode, Is.EqualTo(ExitCodes.Ok));
        Assert.That(package.EverythingButTokens, Is.EqualTo(before));
        Assert.That(output, Does.Contain(package.Study).And.Contain("MiaIaStudy*.dll").And.Contain("the tokens in"));
        Assert.That(AccessTokens.Open(package.Own, AccessRole.Operate), Is.Not.Null, "an engine that runs is halted by it");
    }

    [Test]
    public async Task Brings_back_the_file_that_was_there_before()
    {
        using var package = new UnpackedPackage();
        UnpackedPackage.Write(package.Study, "somebody's own");
        var before = package.Everything;
        Assert.That(await package.SetUpAsync(), Does.Contain(package.Study + ".before-miaia"));
        await package.SetupAsync("--undo");
        Assert.That(package.EverythingButTokens, Is.EqualTo(before));
    }

    [Test]
    public async Task Leaves_what_somebody_has_changed_since_and_what_setup_did_not_make()
    {
        using var package = new UnpackedPackage();
        var token = AccessTokens.OpenOrCreate(package.Own)[AccessRole.Operate];
        await package.SetUpAsync();
        UnpackedPackage.Write(package.EngineSettings, "{ }");
        UnpackedPackage.Write(Path.Combine(package.Own, "journal", "000001.journal"), "a day");
        var (_, output, _) = await package.SetupAsync("--undo");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(output, Does.Contain($"{package.EngineSettings} was changed since and stays"));
            Assert.That(File.ReadAllText(package.EngineSettings), Is.EqualTo("{ }"));
            Assert.That(File.Exists(package.BridgeSettings), Is.False);
            Assert.That(File.Exists(Path.Combine(package.Own, "journal", "000001.journal")), Is.True);
            Assert.That(AccessTokens.Open(package.Own, AccessRole.Operate).Is(token.Bytes), Is.True, "an engine may be using it");
        }
    }

    [Test]
    public async Task Takes_back_a_setup_that_was_cut_off_between_two_steps()
    {
        using var package = new UnpackedPackage();
        var before = package.Everything;
        // Where the settings of the engine belong stands a folder: the step fails, as a full disk would let it.
        Directory.CreateDirectory(Path.Combine(package.EngineSettings + ".new"));
        var (exitCode, _, error) = await package.SetupAsync("--sierra", package.Sierra);
        Assert.That((exitCode, File.Exists(package.Study)), Is.EqualTo((ExitCodes.Fault, true)));
        Assert.That(error, Does.Contain("--undo"));
        Directory.Delete(package.EngineSettings + ".new");
        await package.SetupAsync("--undo");
        Assert.That(package.EverythingButTokens, Is.EqualTo(before));
    }

    [Test]
    public async Task Of_a_file_that_was_edited_between_two_setups_every_copy_is_named()
    {
        using var package = new UnpackedPackage();
        UnpackedPackage.Write(package.Study, "first");
        await package.SetUpAsync();
        UnpackedPackage.Write(package.Study, "second");
        await package.SetUpAsync();
        var (_, output, _) = await package.SetupAsync("--undo");
        var first = package.Study + ".before-miaia";
        Assert.That(File.ReadAllText(package.Study), Is.EqualTo("second"));
        Assert.That(output, Does.Contain($"{package.Study} is again what was there before"));
        Assert.That((File.Exists(first), File.Exists(first + "-2")), Is.EqualTo((true, false)));
        Assert.That(output, Does.Contain($"{first} was there before an earlier setup and stays"));
    }

    [Test]
    public async Task Of_a_file_that_was_changed_since_the_copy_is_named_too()
    {
        using var package = new UnpackedPackage();
        UnpackedPackage.Write(package.Study, "first");
        await package.SetUpAsync();
        UnpackedPackage.Write(package.Study, "second");
        var (_, output, _) = await package.SetupAsync("--undo");
        Assert.That(
            output,
            Does.Contain($"{package.Study} was changed since and stays; what was there before it is {package.Study}.before-miaia")
        );
    }

    [TestCase("engine", "MiaIa.Engine.Host")]
    [TestCase("bridge", "MiaIa.Bridge")]
    public async Task Takes_nothing_back_while_a_program_of_it_runs(string part, string name)
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        var program = Path.Combine(package.Package, part, name);
        File.Copy("/bin/sleep", program);
        using (var running = Process.Start(program, "300"))
        {
            try
            {
                var before = package.Everything;
                var (exitCode, output, error) = await package.SetupAsync("--undo");
                Assert.That((exitCode, output), Is.EqualTo((ExitCodes.BadSettings, "")));
                Assert.That(error, Does.Contain($"{program} (process {running.Id})").And.Contain("Nothing was changed"));
                Assert.That(package.Everything, Is.EqualTo(before));
            }
            finally
            {
                running.Kill();
                await running.WaitForExitAsync();
            }
        }

        Assert.That((await package.SetupAsync("--undo")).ExitCode, Is.EqualTo(ExitCodes.Ok));
    }

    [Test]
    public async Task Without_a_setup_there_is_nothing_to_take_back()
    {
        using var package = new UnpackedPackage();
        var (exitCode, _, error) = await package.SetupAsync("--undo");
        Assert.That(exitCode, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(error, Does.Contain("No setup is known"));
    }

    [Test]
    public async Task A_damaged_record_is_named_and_nothing_is_touched()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        UnpackedPackage.Write(Path.Combine(package.Own, "setup.json"), "[{");
        var before = package.Everything;
        var (exitCode, _, error) = await package.SetupAsync("--undo");
        Assert.That((exitCode, package.Everything), Is.EqualTo((ExitCodes.BadSettings, before)));
        Assert.That(error, Does.Contain("setup.json is damaged"));
    }
}

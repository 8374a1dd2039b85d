using System.Diagnostics;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Setup;

/// <summary>Halts, a KILL file, the day's loss and trades, and the account are known from the journal: setup leaves none behind.</summary>
public sealed class LeftJournalTests
{
    [Test]
    public async Task A_journal_that_would_stay_behind_is_named_and_nothing_is_changed()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        Fill(Path.Combine(package.Own, "journal"));
        var days = package.Beside("days");
        var error = await RefusedAsync(package, "--sierra", package.Sierra, "--data", days);
        Assert.That(error, Does.Contain($"lies in {Path.Combine(package.Own, "journal")}").And.Contain(Path.Combine(days, "journal")));
        Assert.That(error, Does.Contain("halts").And.Contain("move all").And.Contain($"--data {package.Own} (install.ps1: -DataFolder)"));
        Assert.That(Directory.Exists(days), Is.False);
    }

    [Test]
    public async Task Once_all_of_it_lies_in_the_new_folder_setup_goes_on()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        var (old, days) = (Path.Combine(package.Own, "journal"), package.Beside("days"));
        Fill(old);
        UnpackedPackage.Write(Path.Combine(days, "journal", "KILL"), "");
        Assert.That(await RefusedAsync(package, "--sierra", package.Sierra, "--data", days), Does.Contain(".000.journal is missing"));

        Directory.Delete(Path.Combine(days, "journal"), recursive: true);
        Directory.Move(old, Path.Combine(days, "journal"));
        var (exitCode, output, _) = await package.SetupAsync("--sierra", package.Sierra, "--data", days);
        Assert.That((exitCode, output.Contains("is not there now", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Ok, false)), output);
        Assert.That(File.ReadAllText(package.EngineSettings), Does.Contain(UnpackedPackage.Quoted(Path.Combine(days, "journal"))));
    }

    [Test]
    public async Task A_journal_of_the_same_day_is_not_taken_for_the_one_that_was_copied()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        Fill(Path.Combine(package.Own, "journal"));
        var days = package.Beside("days");
        Fill(Path.Combine(days, "journal"));
        File.AppendAllText(Path.Combine(days, "journal", "2026-11-30.000.journal"), "more");
        await RefusedAsync(package, "--sierra", package.Sierra, "--data", days);
    }

    [Test]
    public async Task A_copied_journal_does_not_serve_while_the_engine_runs()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        var days = package.Beside("days");
        Fill(Path.Combine(package.Own, "journal"));
        Fill(Path.Combine(days, "journal"));
        var program = Path.Combine(package.Package, "engine", "MiaIa.Engine.Host");
        File.Copy("/bin/sleep", program);
        using var running = Process.Start(program, "300");
        try
        {
            var error = await RefusedAsync(package, "--sierra", package.Sierra, "--data", days);
            Assert.That(error, Does.Contain($"process {running.Id}"));
        }
        finally
        {
            running.Kill();
            await running.WaitForExitAsync();
        }
    }

    [Test]
    public async Task A_newer_package_that_is_given_another_folder_leaves_none_behind_either()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        File.AppendAllText(package.EngineSettings, "// mine\n");
        Fill(Path.Combine(package.Own, "journal"));
        package.Unpack("newer");
        await RefusedAsync(package, "--sierra", package.Sierra, "--data", package.Beside("days"));
        await package.SetUpAsync();
    }

    [Test]
    public async Task A_journal_beside_its_program_does_not_stay_in_the_package_before()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        File.WriteAllText(package.EngineSettings, "{ \"Journal\": { \"Directory\": \"journal\" } }");
        var engine = Path.GetDirectoryName(package.EngineSettings)!;
        Fill(Path.Combine(engine, "journal"));
        package.Unpack("newer");
        Assert.That(
            await RefusedAsync(package, "--sierra", package.Sierra),
            Does.Contain($"or name the folder before: --data {engine} (install.ps1")
        );
        Assert.That(
            (await package.SetupAsync("--sierra", package.Sierra, "--data", engine)).ExitCode,
            Is.EqualTo(ExitCodes.Ok),
            "as it says"
        );
    }

    [Test]
    public async Task A_journal_of_another_name_beside_its_program_gets_its_whole_path()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        var (settings, days) = (package.EngineSettings, Path.Combine(package.Package, "engine", "days"));
        File.WriteAllText(settings, "{ \"Journal\": { \"Directory\": \"days\" } }");
        Fill(days);
        package.Unpack("newer");
        Assert.That(
            await RefusedAsync(package, "--sierra", package.Sierra),
            Does.Contain($"or write {days} as Journal:Directory into {settings}. ")
        );
        File.WriteAllText(settings, $"{{ \"Journal\": {{ \"Directory\": {UnpackedPackage.Quoted(days)} }} }}");
        await package.SetUpAsync();
    }

    [Test]
    public async Task A_folder_of_a_persons_own_goes_on_where_none_is_given()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        var mine = package.Beside("mine");
        File.WriteAllText(package.EngineSettings, $"{{ \"Journal\": {{ \"Directory\": {UnpackedPackage.Quoted(mine)} }} }}");
        Fill(mine);
        package.Unpack("newer");
        Assert.That(
            await RefusedAsync(package, "--sierra", package.Sierra, "--data", package.Beside("days")),
            Does.Contain("or leave --data (install.ps1: -DataFolder) out. ")
        );
        await package.SetUpAsync();
    }

    [Test]
    public async Task Which_process_held_the_folder_last_is_not_missed()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        var (old, days) = (Path.Combine(package.Own, "journal"), package.Beside("days"));
        UnpackedPackage.Write(Path.Combine(old, "engine.lock"), "");
        UnpackedPackage.Write(Path.Combine(old, "engine.lock.by"), "4711 1");
        Fill(Path.Combine(days, "journal"));
        Assert.That((await package.SetupAsync("--sierra", package.Sierra, "--data", days)).ExitCode, Is.EqualTo(ExitCodes.Ok));
    }

    [Test]
    public async Task A_folder_in_the_old_one_may_be_the_new_one_and_one_above_it_misses_what_lies_below()
    {
        using var package = new UnpackedPackage();
        var (days, inner) = (package.Beside("days"), Path.Combine(package.Beside("days"), "journal", "journal"));
        await package.SetupAsync("--sierra", package.Sierra, "--data", days);
        Fill(inner);
        Assert.That(
            (await package.SetupAsync("--sierra", package.Sierra, "--data", Path.Combine(days, "journal"))).ExitCode,
            Is.EqualTo(ExitCodes.Ok)
        );
        await RefusedAsync(package, "--sierra", package.Sierra, "--data", days);
    }

    [Test]
    public async Task A_journal_whose_disk_is_away_is_told_and_one_that_cannot_be_looked_for_is_refused()
    {
        using var package = new UnpackedPackage();
        var (drive, other) = (package.Beside("drive"), package.Beside("other"));
        await package.SetupAsync("--sierra", package.Sierra, "--data", Path.Combine(drive, "days"));
        Directory.Move(drive, package.Beside("away"));
        Directory.CreateSymbolicLink(drive, drive);
        var (exitCode, _, error) = await package.SetupAsync("--sierra", package.Sierra, "--data", other);
        Assert.That(
            (exitCode, error.Contains("may hold the journal, and cannot be looked into")),
            Is.EqualTo((ExitCodes.BadSettings, true)),
            error
        );

        File.Delete(drive);
        (exitCode, var output, _) = await package.SetupAsync("--sierra", package.Sierra, "--data", other);
        Assert.That(exitCode, Is.EqualTo(ExitCodes.Ok));
        Assert.That(output, Does.Contain($"the journal before, {Path.Combine(drive, "days", "journal")}, is not there now: halts"));
        Assert.That(await package.SetUpAsync(), Does.Not.Contain("is not there now"));
    }

    [Test]
    public async Task Settings_that_a_person_has_put_into_a_newer_package_do_not_leave_it_either()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        Fill(Path.Combine(package.Own, "journal"));
        package.Unpack("newer");
        File.Copy(Path.Combine(package.Package, "engine", "appsettings.example.json"), package.EngineSettings);
        var journal = Path.Combine(package.Own, "journal");
        Assert.That(
            await RefusedAsync(package, "--sierra", package.Sierra),
            Does.Contain(Path.Combine(package.Package, "engine", "journal"))
                .And.Contain($"or write {journal} as Journal:Directory into {package.EngineSettings}. ")
        );
        var text = File.ReadAllText(package.EngineSettings);
        File.WriteAllText(
            package.EngineSettings,
            text.Replace("\"Directory\": \"journal\"", $"\"Directory\": {UnpackedPackage.Quoted(journal)}", StringComparison.Ordinal)
        );
        await package.SetUpAsync();
    }

    [Test]
    public async Task The_journal_of_a_setup_that_was_taken_back_counts_too()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        Fill(Path.Combine(package.Own, "journal"));
        await package.SetupAsync("--undo");
        await RefusedAsync(package, "--sierra", package.Sierra, "--data", package.Beside("days"));
        await package.SetUpAsync();
    }

    [Test]
    public async Task After_an_undo_the_next_setup_goes_on_with_the_journal_wherever_it_lies()
    {
        using var package = new UnpackedPackage();
        var days = package.Beside("days");
        Assert.That((await package.SetupAsync("--sierra", package.Sierra, "--data", days)).ExitCode, Is.EqualTo(ExitCodes.Ok));
        Fill(Path.Combine(days, "journal"));
        await package.SetupAsync("--undo");
        Assert.That((await package.SetupAsync("--undo")).Error, Does.Contain("No setup is known"));
        await package.SetUpAsync();
        Assert.That(File.ReadAllText(package.EngineSettings), Does.Contain(UnpackedPackage.Quoted(Path.Combine(days, "journal"))));
    }

    [Test]
    public async Task Where_a_person_keeps_it_is_remembered_when_the_settings_are_gone_and_over_an_undo()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        var mine = package.Beside("mine");
        File.WriteAllText(package.EngineSettings, $"{{ \"Journal\": {{ \"Directory\": {UnpackedPackage.Quoted(mine)} }} }}");
        Fill(mine);
        await package.SetUpAsync();
        Directory.Delete(package.Package, recursive: true);
        package.Unpack("newer");
        Assert.That(await RefusedAsync(package, "--sierra", package.Sierra), Does.StartWith($"The journal lies in {mine}, "));
        await package.SetupAsync("--undo");
        Assert.That(await RefusedAsync(package, "--sierra", package.Sierra), Does.StartWith($"The journal lies in {mine}, "));
    }

    [Test]
    public async Task A_setup_of_a_person_whose_own_folder_stays_is_not_held_back()
    {
        using var package = new UnpackedPackage();
        await package.SetUpAsync();
        Fill(Path.Combine(package.Own, "journal"));
        File.AppendAllText(package.EngineSettings, "// mine\n");
        var (exitCode, output, _) = await package.SetupAsync("--sierra", package.Sierra, "--data", package.Beside("days"));
        Assert.That(exitCode, Is.EqualTo(ExitCodes.Ok));
        Assert.That(output, Does.Contain("your Journal:Directory stays"));
    }

    private static void Fill(string journal)
    {
        UnpackedPackage.Write(Path.Combine(journal, "2026-11-30.000.journal"), "records");
        UnpackedPackage.Write(Path.Combine(journal, "KILL"), "");
    }

    private static async Task<string> RefusedAsync(UnpackedPackage package, params string[] arguments)
    {
        var before = package.Everything;
        var (exitCode, output, error) = await package.SetupAsync(arguments);
        Assert.That((exitCode, output), Is.EqualTo((ExitCodes.BadSettings, "")), error);
        Assert.That(error, Does.Contain("Nothing was changed"));
        Assert.That(package.Everything, Is.EqualTo(before));
        return error;
    }
}

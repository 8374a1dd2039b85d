using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Cli.Tests;

public sealed class CommandLineTests
{
    [TestCase("synth --out x --seed seven", "--seed = 'seven': allowed: 0 to 18446744073709551615")]
    [TestCase("synth --out x --minutes 0", "--minutes = '0': allowed: 1 to 480")]
    [TestCase("synth", "Option '--out' is required.")]
    [TestCase("demo --speed -1", "--speed = '-1': allowed: 0 to 1000000")]
    [TestCase("demo --coverage-floor 1.5", "--coverage-floor = '1.5': allowed: 0.01 to 1")]
    [TestCase("demo --scid no-such-file.scid", "no-such-file.scid: there is no such file")]
    [TestCase("demo --scid . --sped 3", "--sped")]
    [TestCase("status --address nowhere", "--address = 'nowhere': allowed: http://127.0.0.1:port or https://host:port")]
    [TestCase("halt", "Option '--reason' is required.")]
    [TestCase("halt", "See miaia halt --help.")]
    [TestCase("data index", "See miaia data index --help.")]
    [TestCase("alerts ack x", "See miaia alerts ack --help.")]
    [TestCase("alerts ack x", "'x' is no number of an alert: miaia alerts lists them")]
    [TestCase("shard plan.json abc", "'abc' is no number of a task: the first is 0")]
    [TestCase("shard plan.json 1.5", "'1.5' is no number of a task")]
    [TestCase("shard plan.json 99999999999999", "'99999999999999' is no number of a task")]
    [TestCase("shard plan.json 0 --group many", "--group = 'many': allowed: 1 to 1000000")]
    [TestCase("backtest --data . --out x --to 2026-11-13 --from 2026-13-10", "--from = '2026-13-10': a date such as 2026-01-02")]
    [TestCase("backtest --data . --out x --from 2026-11-13 --to 13.11.2026", "--to = '13.11.2026': a date such as 2026-01-02")]
    [TestCase("lookahead --data . --from 2026-02-30 --to 2026-03-01", "--from = '2026-02-30'")]
    [TestCase("warmup --data . --from yesterday --to 2026-03-01 --more x", "--from = 'yesterday'")]
    [TestCase("surrogate --data . --out x --from 2026-3-1 --to 2026-03-01 --seed -1", "--from = '2026-3-1'")]
    [TestCase("report --day 2026-13-10", "2026-13-10")]
    [TestCase("halted", "See miaia --help.")]
    public async Task A_wrong_argument_is_named_on_the_error_output_with_exit_code_2(string line, string message)
    {
        var (exitCode, output, error) = await RunAsync(line.Split(' '));
        Assert.That((exitCode, output), Is.EqualTo((ExitCodes.BadSettings, "")));
        Assert.That(error, Does.Contain(message).And.Contain("--help"));
    }

    [Test]
    public void A_package_does_not_list_what_plays_from_a_built_source_tree_only()
    {
        Assert.That(MiaIa.Cli.Demo.DemoCommand.Create(Path.GetTempPath()).Hidden);
        Assert.That(MiaIa.Cli.Demo.DemoCommand.Create(AppContext.BaseDirectory).Hidden, Is.False);
    }

    [Test]
    public async Task Every_wrong_argument_is_listed_at_once()
    {
        var (_, _, error) = await RunAsync("synth", "--seed", "x", "--minutes", "0");
        Assert.That(error, Does.Contain("--seed").And.Contain("--minutes").And.Contain("--out"));
    }

    [Test]
    public async Task Depth_without_trades_is_refused()
    {
        var file = Path.GetTempFileName();
        try
        {
            var (exitCode, _, error) = await RunAsync("demo", "--depth", file);
            Assert.That((exitCode, error), Is.EqualTo((ExitCodes.BadSettings, error)));
            Assert.That(error, Does.Contain("--depth needs the --scid it belongs to"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task Journal_verify_finds_what_is_wrong_and_repair_keeps_what_it_cuts()
    {
        var folder = Directory.CreateTempSubdirectory("miaia-cli-").FullName;
        try
        {
            var segment = Path.Combine(folder, "000001-20260101T000000Z.journal");
            await File.WriteAllTextAsync(segment, new string('x', 200));
            var (exitCode, output, _) = await RunAsync("journal", "verify", folder);
            Assert.That(exitCode, Is.EqualTo(ExitCodes.Fault));
            Assert.That(output, Does.Contain("not a journal segment").And.Contain("1 of 1 file is not sound"));
            (exitCode, output, _) = await RunAsync("journal", "repair", folder);
            Assert.That(exitCode, Is.EqualTo(ExitCodes.Ok));
            Assert.That(output, Does.Contain(segment + ".set-aside").And.Contain("begins halted"));
            Assert.That(File.Exists(segment + ".set-aside"), Is.True);
            (exitCode, output, _) = await RunAsync("journal", "verify", folder);
            Assert.That((exitCode, output.Trim()), Is.EqualTo((ExitCodes.Ok, "0 segments, all sound")));
            using (new FileStream(Path.Combine(folder, "engine.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
                Assert.That((await RunAsync("journal", "repair", folder)).ExitCode, Is.EqualTo(ExitCodes.SecondInstance));
            Assert.That((await RunAsync("journal", "verify", Path.Combine(folder, "none"))).ExitCode, Is.EqualTo(ExitCodes.BadSettings));
            var elsewhere = Directory.CreateDirectory(Path.Combine(folder, "elsewhere")).FullName;
            var (nothing, _, fault) = await RunAsync("journal", "verify", elsewhere);
            Assert.That(
                (nothing, fault.Contains("there is no journal in this folder", StringComparison.Ordinal)),
                Is.EqualTo((ExitCodes.BadSettings, true))
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task A_folder_that_cannot_be_made_for_a_demo_is_told_in_a_sentence()
    {
        var file = Path.GetTempFileName();
        try
        {
            // The other programs need not be there: any file stands for them.
            var line = $"demo --keep {file}/x --engine {file} --bridge {file} --gateway {file} --host {file} --study {file}";
            var (exitCode, _, error) = await RunAsync(line.Split(' '));
            Assert.That(exitCode, Is.EqualTo(ExitCodes.Fault));
            Assert.That(error, Does.Contain(file).And.Not.Contain("   at "));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task Synth_writes_both_files_and_tells_their_counts()
    {
        var folder = Directory.CreateTempSubdirectory("miaia-cli-");
        try
        {
            var (exitCode, output, _) = await RunAsync(
                "synth",
                "--seed",
                "7",
                "--minutes",
                "2",
                "--out",
                Path.Combine(folder.FullName, "new")
            );
            Assert.That(exitCode, Is.EqualTo(ExitCodes.Ok));
            Assert.That(output, Does.Contain("SYNTHETIC-ESZ26_FUT_CME.scid").And.Contain(" batches"));
            Assert.That(new DirectoryInfo(Path.Combine(folder.FullName, "new")).GetFiles(), Has.Length.EqualTo(2));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestCase("status")]
    [TestCase("state --all", TestName = "The_engines_word_for_what_it_shows_is_understood_too")]
    public async Task An_engine_that_is_not_there_is_a_fault_with_its_address(string line)
    {
        // Of its own: whether this user has ever started an engine says nothing.
        var folder = Directory.CreateTempSubdirectory("miaia-tokens-");
        try
        {
            _ = AccessTokens.OpenOrCreate(folder.FullName);
            var (exitCode, _, error) = await RunAsync([
                .. line.Split(' '),
                "--address",
                "http://127.0.0.1:1",
                "--credentials",
                folder.FullName,
            ]);
            Assert.That(exitCode, Is.EqualTo(ExitCodes.Fault));
            Assert.That(error, Does.Contain("127.0.0.1:1").And.Contain("No engine listens there: miaia run starts one"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}

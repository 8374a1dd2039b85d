using System.Net;
using System.Net.Sockets;
using MiaIa.Cli.Tests.Running;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Doctor;

/// <summary>miaia doctor with the real programs, and what it says of a machine on which something is wrong.</summary>
public sealed class DoctorCommandTests
{
    [Test]
    public async Task Before_the_first_start_nothing_fails_and_what_is_not_there_yet_is_told()
    {
        using var folder = new DayFolder();
        var (code, output, error) = await DayFolder.AskAsync(folder.Command("doctor --json"));
        Assert.That((code, error), Is.EqualTo((ExitCodes.Ok, "")), output);
        var checks = DayFolder.Checks(output);
        Assert.That(checks["settings of the engine"].Verdict, Is.EqualTo("ok"));
        Assert.That(checks["settings of the bridge"].Verdict, Is.EqualTo("ok"));
        Assert.That(checks["tokens"].Verdict, Is.EqualTo("warn"));
        Assert.That(checks["port of the engine"], Is.EqualTo(("ok", $"{folder.Engine}: free")));
        Assert.That(checks["port of the bridge"], Is.EqualTo(("ok", $"{folder.Bridge}: free")));
        Assert.That(checks["port of the page"], Is.EqualTo(("ok", $"{folder.Page}: free")));
        Assert.That(checks["port of the streams"], Is.EqualTo(("ok", $"{folder.Streams}: free")));
        Assert.That(checks["port of metrics"], Is.EqualTo(("ok", $"{folder.Metrics}: free")));
        Assert.That(checks["bridge's engine"], Is.EqualTo(("ok", folder.Address)));
        Assert.That(checks["disk speed"].Found, Does.Match(@"^fsync p50 [\d.]+ ms, most [\d.]+ ms of 20$"));
        Assert.That(checks["journal"].Found, Does.EndWith("none yet"));
        Assert.That(checks["IB Gateway"].Verdict, Is.EqualTo("warn"));
        Assert.That(checks["Sierra Chart"].Verdict, Is.EqualTo("notKnown"));
        Assert.That(checks["engine"].Verdict, Is.EqualTo("notKnown"));
    }

    [Test]
    public async Task What_keeps_one_from_starting_fails_with_what_to_do()
    {
        using var folder = new DayFolder();
        using var other = new TcpListener(IPAddress.Loopback, folder.Engine);
        using var noBridge = new TcpListener(IPAddress.Loopback, folder.Bridge);
        other.Start();
        noBridge.Start();
        Directory.CreateDirectory(folder.Journal);
        await File.WriteAllTextAsync(Path.Combine(folder.Journal, "000001-20260101T000000Z.journal"), new string('x', 200));
        var (code, output, _) = await DayFolder.AskAsync(
            folder.Command(
                "doctor --json --sierra no-such-folder",
                "--engine-arg=--Ibkr:Enabled=true",
                "--engine-arg=--Ibkr:Port=1",
                "--bridge-arg=--ReconnectFirstMs=1"
            )
        );
        Assert.That(code, Is.EqualTo(ExitCodes.Fault));
        var checks = DayFolder.Checks(output);
        Assert.That(checks["settings of the bridge"].Verdict, Is.EqualTo("fail"));
        Assert.That(
            checks["settings of the bridge"].Found,
            Does.Contain("ReconnectFirstMs").And.Contain("10 to 10000").And.Not.Contain("\n").And.Not.Contain("\\u000a")
        );
        Assert.That(checks["port of the engine"].Verdict, Is.EqualTo("fail"));
        Assert.That(checks["journal"].Verdict, Is.EqualTo("fail"));
        Assert.That(checks["journal"].Found, Does.Contain("not a journal segment"));
        Assert.That(checks["IB Gateway"], Is.EqualTo(("fail", "nothing answers at 127.0.0.1:1")));
        Assert.That(checks["Sierra Chart"].Verdict, Is.EqualTo("fail"));

        (code, output, _) = await DayFolder.AskAsync(folder.Command("doctor --json"));
        Assert.That(code, Is.EqualTo(ExitCodes.Fault));
        Assert.That(
            DayFolder.Checks(output)["port of the bridge"],
            Is.EqualTo(("fail", $"{folder.Bridge}: held by a program that is no bridge"))
        );
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task A_token_that_others_can_read_fails()
    {
        using var folder = new DayFolder();
        Directory.CreateDirectory(folder.Credentials);
        var file = Path.Combine(folder.Credentials, "watch.token");
        await File.WriteAllTextAsync(file, new string('a', 64));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var (code, output, _) = await DayFolder.AskAsync(folder.Command("doctor --json"));
        Assert.That(code, Is.EqualTo(ExitCodes.Fault));
        Assert.That(DayFolder.Checks(output)["tokens"].Found, Does.Contain("can be read by other users"));
    }

    [Test]
    public async Task A_bridge_that_asks_another_engine_is_told()
    {
        using var folder = new DayFolder();
        var (_, output, _) = await DayFolder.AskAsync(
            folder
                .Command("doctor --json")
                .Where(argument => !argument.StartsWith("--bridge-arg=--EngineAddress", StringComparison.Ordinal))
                .ToArray()
        );
        Assert.That(
            DayFolder.Checks(output)["bridge's engine"],
            Is.EqualTo(("warn", $"the bridge asks http://127.0.0.1:50551, and the engine of these settings serves {folder.Address}"))
        );
    }

    [Test]
    public async Task A_folder_in_the_place_of_a_token_fails_and_is_not_called_missing()
    {
        using var folder = new DayFolder();
        Directory.CreateDirectory(Path.Combine(folder.Credentials, "watch.token"));
        var (code, output, _) = await DayFolder.AskAsync(folder.Command("doctor --json"));
        Assert.That(code, Is.EqualTo(ExitCodes.Fault));
        var (verdict, found) = DayFolder.Checks(output)["tokens"];
        Assert.That(verdict, Is.EqualTo("fail"));
        Assert.That(found, Does.Contain("watch.token is a folder"));
    }

    [Test]
    public async Task Engine_and_bridge_with_different_tokens_fail()
    {
        using var folder = new DayFolder();
        var (code, output, _) = await DayFolder.AskAsync(
            folder
                .Command("doctor --json")
                .Where(argument => !argument.StartsWith("--bridge-arg=--Cred", StringComparison.Ordinal))
                .ToArray()
        );
        Assert.That(code, Is.EqualTo(ExitCodes.Fault));
        Assert.That(DayFolder.Checks(output)["tokens"].Found, Does.Contain("look in different folders"));
    }

    [Test]
    public async Task While_both_run_the_ports_are_ours_and_the_list_after_the_start_says_what_is_missing()
    {
        using var folder = new DayFolder();
        using var stop = new CancellationTokenSource();
        await using var said = new SaidEvents();
        var day = CommandLine.RunAsync(folder.Command("run"), said, said, stop.Token);
        await said.UntilAsync("waits for a study", day);

        var (code, output, _) = await DayFolder.AskAsync(folder.Command("doctor --json"));
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), output);
        var checks = DayFolder.Checks(output);
        Assert.That(checks["port of the engine"].Found, Does.Match($"^{folder.Engine}: held by engine "));
        Assert.That(checks["port of the page"].Found, Does.EndWith("held by our page"));
        Assert.That(checks["port of the streams"].Found, Does.EndWith("held by our page"));
        Assert.That(checks["port of metrics"].Found, Does.EndWith("held by our metrics"));
        Assert.That(checks["port of the bridge"].Found, Does.Contain("speaks ZeroMQ"));
        Assert.That(checks["tokens"].Verdict, Is.EqualTo("ok"));
        Assert.That(checks["journal"].Verdict, Is.EqualTo("ok"), checks["journal"].Found);
        Assert.That(checks["halt"].Verdict, Is.EqualTo("ok"));
        Assert.That(checks["versions"].Verdict, Is.EqualTo("ok"));

        Assert.That(checks["settings in force"], Is.EqualTo(("ok", "the engine runs with these settings")));
        await WithSettingsOfAfterTheStartAsync(folder);

        // With the settings of another engine, as the one beside this program has them.
        using var another = new DayFolder();
        (_, output, _) = await DayFolder.AskAsync(
            another.Command("doctor --json --skip-journal", "--address", folder.Address, "--credentials", folder.Credentials)
        );
        Assert.That(DayFolder.Checks(output)["port of the engine"].Found, Does.StartWith($"127.0.0.1:{folder.Engine}: held by engine "));
        Assert.That(DayFolder.Checks(output).Keys, Has.None.EqualTo("settings in force"), "they are another's");

        (code, _, _) = await DayFolder.AskAsync(
            "halt",
            "--reason",
            "test",
            "--address",
            folder.Address,
            "--credentials",
            folder.Credentials
        );
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        (code, output, _) = await DayFolder.AskAsync(folder.Command("doctor --after-start --json"));
        Assert.That(code, Is.EqualTo(ExitCodes.Fault));
        checks = DayFolder.Checks(output);
        Assert.That(checks["halt"].Found, Does.Contain("test"));
        Assert.That(checks["study"].Verdict, Is.EqualTo("fail"));
        Assert.That(checks["mode"], Is.EqualTo(("ok", "DryRun")));
        await stop.CancelAsync();
        await day;
    }

    [Test]
    public async Task Without_a_token_for_a_named_engine_every_other_check_runs_and_that_one_fails()
    {
        using var folder = new DayFolder();
        using var other = new TcpListener(IPAddress.Loopback, folder.Metrics);
        other.Start();
        var (code, output, error) = await DayFolder.AskAsync(
            folder.Command("doctor --json", "--address", folder.Address, "--credentials", folder.Credentials)
        );
        Assert.That((code, error), Is.EqualTo((ExitCodes.Fault, "")), output);
        var checks = DayFolder.Checks(output);
        Assert.That(checks["engine"].Verdict, Is.EqualTo("fail"));
        Assert.That(checks["engine"].Found, Does.Contain(folder.Credentials));
        Assert.That(checks["port of the bridge"], Is.EqualTo(("ok", $"{folder.Bridge}: free")));
        Assert.That(checks["port of metrics"].Verdict, Is.EqualTo("warn"));
        Assert.That(checks["Sierra Chart"].Verdict, Is.EqualTo("notKnown"));
    }

    [Test]
    public async Task A_named_engine_that_does_not_answer_is_told_by_its_own_address()
    {
        using var folder = new DayFolder();
        using var other = new TcpListener(IPAddress.Loopback, folder.Engine);
        other.Start();
        var (_, output, _) = await DayFolder.AskAsync(
            folder.Command("doctor --json", "--address", $"http://127.0.0.1:{folder.Bridge}", "--credentials", folder.Credentials)
        );
        Assert.That(
            DayFolder.Checks(output)["port of the engine"],
            Is.EqualTo(("notKnown", $"127.0.0.1:{folder.Bridge}: no engine has answered there"))
        );
    }

    [Test]
    public async Task Credentials_of_no_engine_are_refused()
    {
        var (code, _, error) = await DayFolder.AskAsync("doctor", "--credentials", "anywhere");
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(error, Does.Contain("--credentials needs --address"));
    }

    [Test]
    public async Task Settings_with_one_port_for_engine_and_bridge_cannot_be_used()
    {
        using var folder = new DayFolder();
        var (code, output, _) = await DayFolder.AskAsync(folder.Command("check-config"));
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), output);
        string[] clashing =
        [
            .. folder.Command("check-config").Where(argument => !argument.Contains("--Metrics:Port", StringComparison.Ordinal)),
            $"--engine-arg=--Metrics:Port={folder.Bridge}",
        ];
        (code, output, _) = await DayFolder.AskAsync(clashing);
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(output, Does.Contain($"StudyEndpoint tcp://127.0.0.1:{folder.Bridge} has the port of the engine's Metrics:Port"));
    }

    [Test]
    public async Task To_watch_needs_the_list_after_the_start()
    {
        var (code, _, error) = await DayFolder.AskAsync("doctor", "--watch");
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(error, Does.Contain("--watch needs --after-start"));
    }

    private static async Task WithSettingsOfAfterTheStartAsync(DayFolder folder)
    {
        // A limit that somebody has tightened since does not count, and that has to be seen.
        var (code, output, _) = await DayFolder.AskAsync(
            folder.Command("doctor --json --skip-journal", "--engine-arg=--Account:DailyLossLimitUsd=300")
        );
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), output);
        Assert.That(
            DayFolder.Checks(output)["settings in force"],
            Is.EqualTo(("warn", "changed since the engine started: Account:DailyLossLimitUsd (running 2000, file 300)"))
        );

        // A typing error that was made in the file since does not hide it.
        (code, output, _) = await DayFolder.AskAsync(
            folder.Command("doctor --json --skip-journal", "--engine-arg=--Account:DailyLossLimitUsd=2,000")
        );
        Assert.That(code, Is.EqualTo(ExitCodes.Fault), output);
        var checks = DayFolder.Checks(output);
        Assert.That(
            checks["settings of the engine"].Found,
            Does.StartWith("Account:DailyLossLimitUsd = '2,000'").And.Not.Contain("--help")
        );
        Assert.That(checks["halt"].Verdict, Is.EqualTo("ok"));
    }
}

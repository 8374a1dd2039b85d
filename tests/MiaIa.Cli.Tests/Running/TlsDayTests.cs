using MiaIa.Hosting;
using MiaIa.Tests.Tls;

namespace MiaIa.Cli.Tests.Running;

/// <summary>An engine that listens on every address of this machine, with a certificate, as the commands meet it.</summary>
public sealed class TlsDayTests
{
    [Test]
    public async Task Every_command_reaches_an_engine_with_a_certificate_that_it_trusts_and_no_other()
    {
        using var made = new TestCertificates();
        using var strange = new TestCertificates("stranger");
        using var folder = new DayFolder { Scheme = "https" };
        using var stop = new CancellationTokenSource();
        await using var said = new SaidEvents();
        var (certificate, key) = made.Server();
        var day = CommandLine.RunAsync(
            folder.Command(
                "run",
                "--engine-arg=--Address=0.0.0.0",
                $"--engine-arg=--Tls:Certificate={certificate}",
                $"--engine-arg=--Tls:Key={key}",
                $"--bridge-arg=--Tls:Trust={made.Authority}"
            ),
            said,
            said,
            stop.Token
        );
        await said.UntilAsync("waits for a study", day);

        Assert.That(await AskAsync("--trust", made.Authority), Is.EqualTo(ExitCodes.Ok));
        Assert.That(await AskAsync("--trust", certificate), Is.EqualTo(ExitCodes.Ok), "pinned");
        Assert.That(await AskAsync("--trust", strange.Authority), Is.EqualTo(ExitCodes.Fault));
        Assert.That(await AskAsync(), Is.EqualTo(ExitCodes.Fault), "this system does not know its authority");
        Assert.That(await AskAsync("--trust", "no-such.pem"), Is.EqualTo(ExitCodes.BadSettings));

        await stop.CancelAsync();
        Assert.That(await day, Is.EqualTo(ExitCodes.Ok), said.ToString());

        async Task<int> AskAsync(params string[] trust) =>
            (await DayFolder.AskAsync(["status", "--address", folder.Address, "--credentials", folder.Credentials, .. trust])).ExitCode;
    }

    [Test]
    public async Task A_public_address_without_a_certificate_starts_nothing()
    {
        using var folder = new DayFolder();
        var (code, output, _) = await DayFolder.AskAsync(folder.Command("run", "--engine-arg=--Address=0.0.0.0"));
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(output, Does.Contain("without Tls:Certificate only a loopback address is allowed"));
    }

    [Test]
    public async Task A_page_for_other_machines_is_linked_and_found_under_its_name()
    {
        using var made = new TestCertificates();
        using var folder = new DayFolder { Scheme = "https" };
        using var stop = new CancellationTokenSource();
        await using var said = new SaidEvents();
        var (certificate, key) = made.Server();
        string[] elsewhere =
        [
            $"--engine-arg=--Tls:Certificate={certificate}",
            $"--engine-arg=--Tls:Key={key}",
            "--engine-arg=--Page:Address=0.0.0.0",
            "--engine-arg=--Page:Hosts:0=engine.example",
            $"--bridge-arg=--Tls:Trust={made.Authority}",
        ];
        var day = CommandLine.RunAsync(folder.Command("run", elsewhere), said, said, stop.Token);
        await said.UntilAsync("waits for a study", day);
        var (code, output, _) = await DayFolder.AskAsync(folder.Command("doctor --json", elsewhere));
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), output);
        var checks = DayFolder.Checks(output);
        Assert.That(
            checks["port of the page"],
            Is.EqualTo(("ok", $"{folder.Page}: held by our page, for other machines as engine.example"))
        );
        Assert.That(checks["port of the streams"].Verdict, Is.EqualTo("ok"), checks["port of the streams"].Found);
        (code, output, _) = await DayFolder.AskAsync(
            "page",
            "--address",
            folder.Address,
            "--trust",
            certificate,
            "--credentials",
            folder.Credentials
        );
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(output, Does.Contain($"https://engine.example:{folder.Page}/#enter="));
        await stop.CancelAsync();
        await day;
    }
}

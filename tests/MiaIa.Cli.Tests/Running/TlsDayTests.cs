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
}

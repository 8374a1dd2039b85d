using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Tests.Access;
using MiaIa.Tests.Tls;
using Serilog;

namespace MiaIa.Engine.Host.Tests.Remote;

public sealed class EndingCertificateTests
{
    [TestCase(1, "CRITICAL certificate_ends: the engine's certificate ends at ")]
    [TestCase(20, "WARNING certificate_ends: the engine's certificate ends at ")]
    public async Task An_engine_whose_certificate_ends_soon_says_so_from_its_start_on(int days, string line)
    {
        using var made = new TestCertificates();
        using var folder = new TemporaryFolder();
        var (certificate, key) = made.Server(daysTo: days);
        var lines = new SaidLines();
        await using var engine = await EngineServer.StartAsync(
            new EngineSettings
            {
                Port = 0,
                CredentialsFolder = TestAccess.Folder,
                Tls = new TlsSettings { Certificate = certificate, Key = key },
                Journal = new JournalSettings { Directory = folder.File("journal") },
                Options = new OptionSettings { HistoryFolder = "" },
            },
            new LoggerConfiguration().WriteTo.Sink(lines).CreateLogger()
        );
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!lines.All.Any(said => said.Contains(line, StringComparison.Ordinal)) && !limit.IsCancellationRequested)
            await Task.Delay(50);
        Assert.That(lines.All, Has.One.Contains(line));
    }
}

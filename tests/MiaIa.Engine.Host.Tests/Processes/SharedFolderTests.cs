using MiaIa.Engine.Runtime.Tests.Journal;

namespace MiaIa.Engine.Host.Tests.Processes;

public sealed class SharedFolderTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task A_second_engine_with_the_first_ones_log_ends_with_4_until_the_first_is_gone_killed_or_not()
    {
        var logs = _folder.File("logs");
        using var first = Start("one", logs);
        await first.ReadyAsync();
        using var second = Start("two", logs);
        var (exitCode, error) = await second.EndAsync();
        Assert.That(exitCode, Is.EqualTo(4));
        Assert.That(error, Does.Contain($"another engine (process {first.Id}) writes its log to {logs}"));
        Assert.That(Directory.Exists(_folder.File("two")), Is.False, "it has written nothing");
        first.KillAtOnce();
        await first.EndAsync();
        Assert.That(File.Exists(Path.Combine(logs, "log.lock")), Is.True, "what the killed one left lies there still");
        using var next = Start("two", logs);
        await next.ReadyAsync();
    }

    private EngineProcess Start(string journal, string logs) =>
        EngineProcess.Start(
            "--Port=0",
            $"--Journal:Directory={_folder.File(journal)}",
            $"--Log:Folder={logs}",
            "--Page:Enabled=false",
            "--Metrics:Enabled=false"
        );
}

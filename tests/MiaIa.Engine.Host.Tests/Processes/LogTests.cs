using System.Text.Json;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;

namespace MiaIa.Engine.Host.Tests.Processes;

/// <summary>What the program writes down of itself.</summary>
public sealed class LogTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Fault_47_A_log_folder_that_cannot_be_written_is_told_and_the_engine_serves()
    {
        await File.WriteAllTextAsync(_folder.File("taken"), "");
        using var engine = EngineProcess.Start(
            "--Port=0",
            $"--Journal:Directory={_folder.File("a")}",
            $"--Log:Folder={_folder.File("taken")}"
        );
        using var channel = TestAccess.Channel(await engine.ReadyAsync());
        using var study = new ScriptedStudy(channel);
        var resume = (await study.GreetAsync(SampleFrames.Hello())).ResumeCounter;
        await study.SendAsync(SampleFrames.Trades(counter: resume));
        await study.AckedAsync(resume);
        // Failures are told once a second at the most.
        await Task.Delay(1_500);
        engine.KillAtOnce();
        var (_, error) = await engine.EndAsync();
        Assert.That(error, Does.Contain("the log itself could not be written").And.Contain(_folder.File("taken")));
    }

    [Test]
    [Platform(Include = "Linux", Reason = "a limit of the length of files stands for the full disk")]
    public async Task Fault_47_A_log_on_a_full_disk_costs_no_trade()
    {
        var logs = _folder.File("full");
        Directory.CreateDirectory(logs);
        // Longer than any file may grow: each write of the log fails, and the journal's do not.
        var today = DateTime.UtcNow;
        foreach (var day in new[] { today.AddDays(-1), today, today.AddDays(1) })
            await File.WriteAllBytesAsync(Path.Combine(logs, $"trading_{day:yyyyMMdd}.log"), new byte[9_000 * 1024]);
        var lengths = Lengths(logs);
        using var engine = EngineProcess.StartWhereFilesEndAt(
            8_192,
            "--Port=0",
            $"--Journal:Directory={_folder.File("b")}",
            $"--Log:Folder={logs}",
            "--Log:Json=false"
        );
        using var channel = TestAccess.Channel(await engine.ReadyAsync());
        using var study = new ScriptedStudy(channel);
        var resume = (await study.GreetAsync(SampleFrames.Hello())).ResumeCounter;
        await study.SendAsync(SampleFrames.Trades(counter: resume));
        await study.AckedAsync(resume);
        await Task.Delay(1_500);
        engine.KillAtOnce();
        var (_, error) = await engine.EndAsync();
        Assert.That(error, Does.Contain("the log itself could not be written"));
        Assert.That(Lengths(logs), Is.EqualTo(lengths), "not half a line");
    }

    [Test]
    public async Task Fault_57_No_account_and_no_token_is_in_the_log_of_a_running_engine()
    {
        const string account = "Mine-77/x";
        const string live = "Other.4711";
        var logs = _folder.File("logs");
        using var engine = EngineProcess.Start(
            "--Port=0",
            $"--Journal:Directory={_folder.File("c")}",
            $"--Log:Folder={logs}",
            "--Trading:AllowLive=true",
            $"--Trading:LiveAccounts:0={live}"
        );
        using var channel = TestAccess.Channel(await engine.ReadyAsync());
        using var study = new ScriptedStudy(channel);
        var hello = SampleFrames.Hello();
        (hello.Hello.Account, hello.Hello.TradeSymbol) = (account, $"{live}{new string('x', 70)}");
        Assert.That(async () => await study.GreetAsync(hello), Throws.Exception);
        var refused = $"account \"***\"";
        Assert.That(() => Said(logs).Any(text => text.Contains(refused, StringComparison.Ordinal)), Is.True.After(20_000, 50));
        engine.KillAtOnce();
        var (_, error) = await engine.EndAsync();
        var tokens = AccessTokens.OpenOrCreate(TestAccess.Folder);
        string[] secrets = [account, live, tokens[AccessRole.Watch].HeaderValue[7..], tokens[AccessRole.Operate].HeaderValue[7..]];
        Assert.That(
            Said(logs).Append(error).Where(text => secrets.Any(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase))),
            Is.Empty
        );
        Assert.That(error, Does.Contain(refused));
        Assert.That(Directory.GetFiles(logs, "trading_*.json"), Is.Not.Empty);
    }

    private static IEnumerable<string> Said(string logs) =>
        from file in Directory.Exists(logs) ? Directory.GetFiles(logs, "*_*") : []
        let lines = File.ReadAllLines(file)
        from line in lines
        from text in file.EndsWith(".json", StringComparison.Ordinal) ? Values(line) : [line]
        select text;

    private static IEnumerable<string> Values(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject().Select(part => part.Value.ToString())];
    }

    private static long[] Lengths(string folder) =>
        [.. Directory.GetFiles(folder, "trading_*").Order(StringComparer.Ordinal).Select(file => new FileInfo(file).Length)];
}

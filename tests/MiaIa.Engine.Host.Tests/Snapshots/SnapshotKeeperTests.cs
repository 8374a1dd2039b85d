using System.Text.Json;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Snapshots;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Tests.Journal;
using Serilog;

namespace MiaIa.Engine.Host.Tests.Snapshots;

public sealed class SnapshotKeeperTests
{
    [Test]
    public async Task Each_signal_has_the_state_around_it_without_an_account()
    {
        using var folder = new TemporaryFolder();
        await using var engine = await RunningEngine.StartAsync(coverageFloor: 0.2);
        await using (Keeper(engine, folder.FullName, new SaidLines()))
        {
            using var study = engine.Study();
            var hello = TrendTape.Hello(5);
            hello.Hello.Account = "DU1234567";
            await study.GreetAsync(hello);
            foreach (var frame in TrendTape.Frames(5))
                await study.SendAsync(frame);
            var state = await engine.UntilAsync(i => i.DepthSnapshots == 3_600, "MES");
            var born = (int)state.Signals.Sum(tier => (long)tier.Count);
            Assert.That(born, Is.Positive, "no signal was born");
            var place = Path.Combine(folder.FullName, "session_context");
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            while (!Directory.Exists(place) || Directory.GetFiles(place, "*.json").Length < born)
                await Task.Delay(20, limit.Token);
            var files = Directory.GetFiles(place, "*.json");
            Assert.That(files, Has.Length.EqualTo(born));
            foreach (var file in files)
                Hold(file);
        }
    }

    [Test]
    public async Task What_cannot_be_written_is_told_and_the_engine_goes_on()
    {
        using var folder = new TemporaryFolder();
        // A file stands where the folder ought to be.
        var blocked = Path.Combine(folder.FullName, "snapshots");
        await File.WriteAllTextAsync(blocked, "");
        var said = new SaidLines();
        await using var engine = await RunningEngine.StartAsync(coverageFloor: 0.2);
        await using (Keeper(engine, blocked, said))
        {
            using var study = engine.Study();
            await study.GreetAsync(TrendTape.Hello(5));
            foreach (var frame in TrendTape.Frames(5))
                await study.SendAsync(frame);
            await engine.UntilAsync(i => i.DepthSnapshots == 3_600, "MES");
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            while (!said.All.Any(line => line.Contains("Snapshots: not kept", StringComparison.Ordinal)))
                await Task.Delay(20, limit.Token);
        }
    }

    private static void Hold(string file)
    {
        var text = File.ReadAllText(file);
        Assert.That(text, Does.Not.Contain("DU1234567"));
        using var json = JsonDocument.Parse(text);
        var context = json
            .RootElement.GetProperty("context")
            .EnumerateArray()
            .Single(c => c.GetProperty("instrument").GetString() == "MES");
        var status = json
            .RootElement.GetProperty("status")
            .GetProperty("instrument")
            .EnumerateArray()
            .Single(i => i.GetProperty("instrument").GetString() == "MES");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.RootElement.GetProperty("why").GetString(), Does.StartWith("signal-"));
            Assert.That(context.GetProperty("session").GetProperty("date").GetString(), Is.EqualTo("2023-06-29"));
            Assert.That(context.GetProperty("session").GetProperty("is_regular").GetBoolean(), Is.True);
            Assert.That(context.GetProperty("regime").GetString(), Is.EqualTo("not known"), "no chain was given");
            Assert.That(
                context.GetProperty("levels").GetProperty("level").EnumerateArray().Select(level => level.GetProperty("name").GetString()),
                Does.Contain("vwap").And.Contain("poc")
            );
            Assert.That(status.GetProperty("state").GetProperty("reading").GetArrayLength(), Is.EqualTo(10));
            Assert.That(status.GetProperty("study_attached").GetBoolean(), Is.True);
        }
    }

    private static SnapshotKeeper Keeper(RunningEngine engine, string folder, SaidLines said) =>
        SnapshotKeeper.Start(
            engine.Server.Runner,
            folder,
            TimeProvider.System,
            new LogMessages(new LoggerConfiguration().WriteTo.Sink(said).CreateLogger())
        );
}

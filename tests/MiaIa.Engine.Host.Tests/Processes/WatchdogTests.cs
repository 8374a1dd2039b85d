using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using MiaIa.Engine.Host.Tests.Journal;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Tests.Access;

namespace MiaIa.Engine.Host.Tests.Processes;

/// <summary>What systemd hears, with a socket in its place.</summary>
public sealed class WatchdogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Test]
    [Platform(Exclude = "Win", Reason = "there is no systemd")]
    public async Task The_program_tells_systemd_that_it_works()
    {
        using var folder = new TemporaryFolder();
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(folder.File("notify")));
        // systemd names the process that is meant; here it is the one that the shell becomes.
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NOTIFY_SOCKET"] = folder.File("notify");
        start.Environment["WATCHDOG_USEC"] = "1000000";
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("export WATCHDOG_PID=$$; exec dotnet \"$0\" \"$@\"");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MiaIa.Engine.Host.dll"));
        start.ArgumentList.Add($"--CredentialsFolder={TestAccess.Folder}");
        start.ArgumentList.Add("--Port=0");
        start.ArgumentList.Add($"--Journal:Directory={folder.File("journal")}");
        using var engine = Process.Start(start)!;
        _ = engine.StandardError.ReadToEndAsync();
        _ = engine.StandardOutput.ReadToEndAsync();
        try
        {
            for (var beat = 0; beat < 4; beat++)
                Assert.That(await HearAsync(systemd), Is.EqualTo("WATCHDOG=1"));
            using var kill = Process.Start("kill", ["-TERM", engine.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await engine.WaitForExitAsync().WaitAsync(Patience);
            Assert.That(engine.ExitCode, Is.Zero);
        }
        finally
        {
            if (!engine.HasExited)
                engine.Kill();
        }
    }

    [Test]
    public async Task A_runner_that_is_stuck_in_a_write_makes_no_turn_and_so_nothing_is_said()
    {
        var segment = new HangingFile();
        var turns = 0;
        await using var engine = await RunningEngine.StartAsync(
            createSegment: _ => segment,
            turned: () => Interlocked.Increment(ref turns)
        );
        using var answers = segment.AnswersAtTheEnd;
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await UntilAsync(() => Volatile.Read(ref turns) > 3);
        segment.IsHanging = true;
        await study.SendAsync(SampleFrames.Trades(counter: 1));
        await segment.SomebodyWaits;
        // A tick that had its turn already may still be on its way to say so.
        await Task.Delay(200);
        var before = Volatile.Read(ref turns);
        await Task.Delay(1_000);
        Assert.That(Volatile.Read(ref turns), Is.EqualTo(before), "ten ticks were due, and none got its turn");
        segment.IsHanging = false;
        await UntilAsync(() => Volatile.Read(ref turns) > before);
    }

    private static async Task<string> HearAsync(Socket systemd)
    {
        var bytes = new byte[1_024];
        var length = await systemd.ReceiveAsync(bytes).WaitAsync(Patience);
        return Encoding.UTF8.GetString(bytes, 0, length).Trim();
    }

    private static async Task UntilAsync(Func<bool> isReached)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!isReached())
            await Task.Delay(10, limit.Token);
    }
}

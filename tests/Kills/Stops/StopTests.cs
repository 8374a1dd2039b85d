using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Tests.Access;

namespace Kills.Stops;

/// <summary>A person stops an engine that a bridge has started where nobody sees it, with the real programs.</summary>
[Platform(Exclude = "Win", Reason = "SIGTERM is not sent there")]
public sealed class StopTests
{
    // Longer than a bridge waits before it starts an engine that does not answer.
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private const string Answers = "The engine that this bridge has started answers";

    [Test]
    public async Task An_engine_that_a_bridge_started_is_stopped_by_a_person_and_stays_so_until_the_next_bridge()
    {
        using var folder = new TemporaryFolder();
        var port = Ports.Free();
        try
        {
            var said = new List<string>();
            using (var bridge = Bridge(folder, port, said))
            {
                await SaidAsync(bridge, said, Answers);
                var (lines, exitCode) = await StopAsync(port);
                Assert.That(exitCode, Is.Zero, lines);
                // An engine that has only just begun, on a busy machine, may not say in five seconds what is open; it ends all the same.
                Assert.That(lines, Does.Contain("Nothing is open.").Or.Contain("What is open is not known"));
                Assert.That(lines, Does.Contain("has ended."));
                await SaidAsync(bridge, said, "has ended with code 0");
                await Task.Delay(Watched);
                Assert.That(await AnswersAsync(port), Is.False, "nobody has started it again");
                (lines, exitCode) = await StopAsync(port);
                Assert.That((exitCode, lines), Is.EqualTo((1, lines)));
                Assert.That(lines, Does.Contain("Unavailable"));
                await bridge.StopAsync();
            }

            var (verified, verifyCode) = await CliAsync("journal", "verify", folder.File("journal"));
            Assert.That(verifyCode, Is.Zero, verified);
            said = [];
            using (var next = Bridge(folder, port, said))
            {
                await SaidAsync(next, said, Answers);
                await next.StopAsync();
            }

            Assert.That(await AnswersAsync(port), Is.True, "it outlives the bridge");
        }
        finally
        {
            _ = await StopAsync(port);
        }

        Assert.That(await AnswersAsync(port), Is.False);
    }

    private static ChildProcess Bridge(TemporaryFolder folder, int port, List<string> said) =>
        ChildProcess.Start(
            "bridge",
            Program("MiaIa.Bridge.dll"),
            [
                "--StudyEndpoint=tcp://127.0.0.1:*",
                $"--EngineAddress=http://127.0.0.1:{port}",
                $"--CredentialsFolder={TestAccess.Folder}",
                $"--Engine:Start:Path={Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"))}",
                $"--Engine:Start:Arguments:0={Program("MiaIa.Engine.Host.dll")}",
                $"--Engine:Start:Arguments:1=--Port={port}",
                $"--Engine:Start:Arguments:2=--Journal:Directory={folder.File("journal")}",
                $"--Engine:Start:Arguments:3=--CredentialsFolder={TestAccess.Folder}",
            ],
            line =>
            {
                lock (said)
                    said.Add(line);
            }
        );

    private static async Task SaidAsync(ChildProcess bridge, List<string> said, string words)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            lock (said)
            {
                if (said.Any(line => line.Contains(words, StringComparison.Ordinal)))
                    return;
            }

            Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(Patience), bridge.LastLines());
            await Task.Delay(50);
        }
    }

    private static Task<(string Lines, int ExitCode)> StopAsync(int port) =>
        CliAsync("stop", "--address", $"http://127.0.0.1:{port}", "--credentials", TestAccess.Folder);

    private static async Task<(string Lines, int ExitCode)> CliAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Program("miaia.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var cli = Process.Start(start)!;
        var lines = await Task.WhenAll(cli.StandardOutput.ReadToEndAsync(), cli.StandardError.ReadToEndAsync()).WaitAsync(Patience);
        await cli.WaitForExitAsync().WaitAsync(Patience);
        return (string.Concat(lines), cli.ExitCode);
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync("127.0.0.1", port);
            return !Equals(socket.LocalEndPoint, socket.RemoteEndPoint);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Program(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly);
}

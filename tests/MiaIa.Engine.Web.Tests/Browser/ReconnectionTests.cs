using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Tests.Access;
using MiaIa.V1;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>An engine that is killed under a page that is open.</summary>
public sealed class ReconnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Test]
    public async Task The_page_says_that_the_engine_is_gone_and_goes_on_by_itself_when_it_is_back()
    {
        using var folder = new TemporaryFolder();
        var port = FreePorts();
        await using var browser = Chromium.Start();
        var context = await browser.ContextAsync();

        var first = await StartAsync(port, folder.FullName);
        int tab;
        using (var channel = TestAccess.Channel(new Uri($"http://127.0.0.1:{port}")))
        {
            var link = await new V1.Page.PageClient(channel).InviteAsync(new InviteRequest());
            Assert.That(link.Address, Does.StartWith($"http://127.0.0.1:{port + 1}/"));
            tab = await browser.TabAsync(context, new Uri(link.Address));
            using var tape = await PlayedTape.BeginAsync(new ScriptedStudy(channel), 60);
            await browser.UntilAsync(tab, "document.querySelector('[data-test=score]') !== null");
            first.Kill();
            await first.WaitForExitAsync();
        }

        await browser.UntilAsync(tab, "document.querySelector('[data-test=feed]').innerText.includes('NO CONNECTION')");
        await browser.UntilAsync(tab, "document.querySelector('[role=alert]') !== null");

        using var second = await StartAsync(port, folder.FullName);
        // Of the engine alone: its study has not come back, and what it said is old.
        await browser.UntilAsync(tab, "document.querySelector('[data-test=feed]').innerText.includes('connected')");
        await browser.UntilAsync(tab, "document.querySelector('header').innerText.includes('STUDY GONE')");
        // The same key still counts: the token that it was signed with is the same.
        await browser.UntilAsync(tab, "document.querySelector('.verbs .halt').disabled === false");
        // A connection that was cut is an error to the browser; nothing else may be one.
        Assert.That(await browser.ErrorsAsync(wasCut: true), Is.Empty);
        second.Kill();
        await second.WaitForExitAsync();
        first.Dispose();
    }

    private static async Task<Process> StartAsync(int port, string journal)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MiaIa.Engine.Host.dll"));
        string[] arguments =
        [
            $"--CredentialsFolder={TestAccess.Folder}",
            $"--Port={port}",
            $"--Journal:Directory={journal}",
            "--Log:Folder=",
            "--Metrics:Enabled=false",
            "--Reports:Folder=",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (!line.StartsWith("ready: ", StringComparison.Ordinal))
                continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return process;
        }

        throw new InvalidOperationException($"the engine ended: {await error}");
    }

    // Three beside each other, below those that a system gives away by itself.
    private static int FreePorts()
    {
        for (var port = 21_000 + (Environment.ProcessId % 5000); ; port += 3)
        {
            try
            {
                for (var i = 0; i < 3; i++)
                {
                    using var probe = new TcpListener(IPAddress.Loopback, port + i);
                    probe.Start();
                }

                return port;
            }
            catch (SocketException)
            {
                TestContext.Out.WriteLine($"port {port} or one of the next two is in use");
            }
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using MiaIa.Cli.Programs;

namespace MiaIa.Cli.Doctor;

/// <summary>What stands outside the product: the IB Gateway, and the clock's source.</summary>
internal static class OutsideChecks
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    // One of the two systems has one of the two.
    private static readonly (string Program, string[] Arguments)[] ClockPrograms =
    [
        ("timedatectl", ["show", "--property=NTPSynchronized", "--value"]),
        ("w32tm", ["/query", "/status"]),
    ];

    internal static async Task<Check> GatewayAsync(ProgramSettings engine)
    {
        const string Name = "IB Gateway";
        if (!engine.Flag("Ibkr:Enabled"))
        {
            return Check.Warn(
                Name,
                "not asked for: no options, no VIX",
                "set Ibkr:Enabled of the engine, or take quote tables by Options:Folder"
            );
        }

        var (host, port) = (engine.Text("Ibkr:Host"), engine.Number("Ibkr:Port") ?? 0);
        using var limit = new CancellationTokenSource(Limit);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, port, limit.Token);
            return Check.Ok(Name, $"something listens at {host}:{port}");
        }
        catch (Exception away) when (away is SocketException or OperationCanceledException)
        {
            return Check.Fail(
                Name,
                $"nothing answers at {host}:{port}",
                "start the Gateway and log in, allow the socket API there, or correct Ibkr:Host and Ibkr:Port"
            );
        }
    }

    /// <summary>Whether the system keeps its clock by a server of time.</summary>
    internal static async Task<Check> ClockSourceAsync()
    {
        const string Name = "clock's source";
        foreach (var (program, arguments) in ClockPrograms)
        {
            if (await AskAsync(program, arguments) is not { } answer)
                continue;
            return answer is (0, not "no")
                ? Check.Ok(Name, program == "timedatectl" ? "kept by a server of time" : "Windows' time service runs")
                : Check.Warn(
                    Name,
                    $"{program} says that it is not kept by a server of time",
                    "switch NTP on: timed stops and ages go by this clock"
                );
        }

        return Check.NotKnown(Name, "this system does not say", "see that a server of time is set; the engine measures the offset, too");
    }

    private static async Task<(int Code, string Text)?> AskAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start);
            if (process is null)
                return null;
            using var limit = new CancellationTokenSource(Limit);
            try
            {
                var text = await process.StandardOutput.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                // It is there and cannot tell: no bus to ask.
                return process.ExitCode == 0 || program != "timedatectl" ? (process.ExitCode, text.Trim()) : null;
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                return null;
            }
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

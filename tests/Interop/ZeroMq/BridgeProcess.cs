using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MiaIa.Tests.Access;

namespace Interop.ZeroMq;

/// <summary>The bridge as a process of its own, without an engine: what breaks its transport must not break the tests.</summary>
internal sealed class BridgeProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _error;

    internal BridgeProcess(string port = "*")
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "MiaIa.Bridge.dll"),
                $"--StudyEndpoint=tcp://127.0.0.1:{port}",
                "--EngineAddress=http://127.0.0.1:9",
                $"--CredentialsFolder={TestAccess.Folder}",
            },
        };
        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
        var line = _process.StandardOutput.ReadLineAsync();
        Assert.That(line.Wait(Limit), Is.True, "the bridge did not start");
        Assert.That(line.Result, Does.StartWith("ready: bridge at tcp://127.0.0.1:"));
        Endpoint = line.Result!.Split(' ', ',')[3];
    }

    internal string Endpoint { get; }

    internal int Port => int.Parse(Endpoint[(Endpoint.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    internal bool IsRunning => !_process.HasExited;

    /// <summary>A bare connection to the port for studies.</summary>
    internal TcpClient Connect()
    {
        var client = new TcpClient { NoDelay = true };
        client.Connect(IPAddress.Loopback, Port);
        return client;
    }

    /// <summary>Asks it to stop, as systemd does.</summary>
    internal void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end; gives its exit code and what it wrote to standard error.</summary>
    internal (int ExitCode, string Error) End(TimeSpan limit)
    {
        Assert.That(_process.WaitForExit(limit), Is.True, $"the bridge still runs after {limit}");
        return (_process.ExitCode, _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}

using System.Diagnostics;

namespace Interop.StudyLink;

/// <summary>Debian's libzmq as a ROUTER, in a process of python3-zmq that can be killed and frozen.</summary>
internal sealed class LibzmqRouter : IRouter
{
    private const string Python = "/usr/bin/python3";
    private readonly Process _process;

    /// <param name="endpoint">Where it binds.</param>
    /// <param name="answers">Whether the program behind the socket reads and answers.</param>
    internal LibzmqRouter(string endpoint = "tcp://127.0.0.1:*", bool answers = true)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "StudyLink", "zmtp_router.py"));
        start.ArgumentList.Add(answers ? "serve" : "hold");
        start.ArgumentList.Add(endpoint);
        _process = Process.Start(start)!;
        var line = _process.StandardOutput.ReadLine();
        if (line?.StartsWith("ready ", StringComparison.Ordinal) != true)
            throw new InvalidOperationException($"the Python ROUTER did not start (Debian: apt-get install python3-zmq): {line}");
        Endpoint = line["ready ".Length..];
    }

    public string Endpoint { get; }

    /// <summary>Ends it without a goodbye, as a crash does.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    internal void Freeze() => Signal("STOP");

    internal void Thaw() => Signal("CONT");

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        kill.WaitForExit();
        Assert.That(kill.ExitCode, Is.Zero);
    }
}

using System.Diagnostics;

namespace Interop.ZeroMq;

/// <summary>A process of Debian's python3-zmq that echoes; it ends with this object.</summary>
internal sealed class PythonPeer : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private PythonPeer(Process process, string endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    /// <summary>What it is bound or connected to.</summary>
    internal string Endpoint { get; }

    /// <summary>Starts it and waits until it serves. Ignores the test where python3-zmq is not installed.</summary>
    internal static PythonPeer Start(params string[] arguments)
    {
        if (!File.Exists(Python))
            Assert.Ignore($"no {Python} here");
        var start = new ProcessStartInfo(Python)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ZeroMq", "zmq_peer.py"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadLineAsync();
        var text = line.Wait(StartLimit) ? line.Result : null;
        if (text is not null && text.StartsWith("ready ", StringComparison.Ordinal))
            return new PythonPeer(process, text["ready ".Length..]);
        process.Kill();
        var complaint = process.StandardError.ReadToEnd();
        process.Dispose();
        if (complaint.Contains("No module named 'zmq'", StringComparison.Ordinal))
            Assert.Ignore("python3-zmq is not installed");
        throw new InvalidOperationException($"the Python peer did not start: {complaint}");
    }

    /// <summary>Ends it without a goodbye, as a crash does.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}

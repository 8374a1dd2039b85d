using System.Diagnostics;

namespace Interop.ZeroMq;

/// <summary>A process with a DEALER of Debian's python3-zmq, see zmq_peer.py; it ends with this object.</summary>
internal sealed class PythonPeer : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan LineLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private PythonPeer(Process process) => _process = process;

    /// <summary>Starts it and waits until it has sent its first message. Ignores the test where python3-zmq is not installed.</summary>
    internal static PythonPeer Start(string endpoint, params string[] arguments)
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
        start.ArgumentList.Add(endpoint);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var peer = new PythonPeer(Process.Start(start)!);
        if (peer.ReadLine() == "ready")
            return peer;
        peer._process.Kill();
        var complaint = peer._process.StandardError.ReadToEnd();
        peer.Dispose();
        if (complaint.Contains("No module named 'zmq'", StringComparison.Ordinal))
            Assert.Ignore("python3-zmq is not installed");
        throw new InvalidOperationException($"the Python peer did not start: {complaint}");
    }

    /// <summary>The next message that a printing peer got.</summary>
    internal byte[] Got()
    {
        var line = ReadLine();
        Assert.That(line, Does.StartWith("got "), "nothing came");
        return Convert.FromHexString(line!["got ".Length..]);
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

    private string? ReadLine()
    {
        var line = _process.StandardOutput.ReadLineAsync();
        return line.Wait(LineLimit) ? line.Result : null;
    }
}

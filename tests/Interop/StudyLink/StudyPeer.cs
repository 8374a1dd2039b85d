using System.Diagnostics;

namespace Interop.StudyLink;

/// <summary>The study's own link as a process, miaia-zmtp-peer, with what it tells.</summary>
internal sealed class StudyPeer : IDisposable
{
    private const string BuildVariable = "MIAIA_STUDY_BUILD";
    private const int LongestSeconds = 60;
    private readonly Process _process;
    private readonly List<string> _lines = [];

    /// <param name="endpoint">Where it connects.</param>
    /// <param name="words">What it does, in the words of sierra-study/tests/zmtp/ZmtpPeer.cpp.</param>
    internal StudyPeer(string endpoint, params string[] words)
    {
        var start = new ProcessStartInfo(Program()) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(endpoint);
        start.ArgumentList.Add($"{LongestSeconds}");
        foreach (var word in words)
            start.ArgumentList.Add(word);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until it says a line that begins so.</summary>
    internal void WaitFor(string beginning) =>
        Assert.That(
            () => Lines().Any(line => line.StartsWith(beginning, StringComparison.Ordinal)),
            Is.True.After(LongestSeconds * 1000, 10),
            $"'{beginning}' was never said"
        );

    /// <summary>Waits for its end: everything answered, on so many connections.</summary>
    internal IReadOnlyList<string> Finished(int connections)
    {
        _process.WaitForExit();
        var lines = Lines();
        var all = string.Join(Environment.NewLine, lines);
        Assert.That(_process.ExitCode, Is.Zero, all);
        Assert.That(lines[^1], Does.EndWith($", connections {connections}"), all);
        return lines;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Program()
    {
        var named = Environment.GetEnvironmentVariable(BuildVariable);
        var folder = string.IsNullOrEmpty(named) ? Path.Combine(Root(), "build", "study-tests") : named;
        var program = Path.Combine(folder, "tests", "miaia-zmtp-peer");
        if (File.Exists(program))
            return program;
        const string How = "cmake -S sierra-study -B build/study-tests && cmake --build build/study-tests --target miaia-zmtp-peer";
        // Whoever names a build wants it tested.
        if (string.IsNullOrEmpty(named))
            Assert.Ignore($"no {program}; build it with: {How}");
        throw new InvalidOperationException($"no {program}; build it with: {How}");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MiaIa.Bridge.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("MiaIa.Bridge.sln is in no folder above the tests");
        return folder.FullName;
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
            _lines.Add(line);
    }

    private string[] Lines()
    {
        lock (_lines)
            return [.. _lines];
    }
}

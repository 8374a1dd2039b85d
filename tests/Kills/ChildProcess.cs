using System.Diagnostics;
using System.Globalization;

namespace Kills;

/// <summary>One life of a program of ours, as a trader starts it; it ends in order or by SIGKILL.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Queue<string> _last = new();
    private readonly Task _reading;
    private readonly TaskCompletionSource<TimeSpan> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _startedAt = Stopwatch.GetTimestamp();

    private ChildProcess(string name, Process process, Action<string> onLine)
    {
        (Name, _process) = (name, process);
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, onLine), ReadAsync(process.StandardError, onLine));
    }

    /// <summary>What messages call it.</summary>
    internal string Name { get; }

    /// <summary>Whether it has said that it is ready.</summary>
    internal bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Whether it has ended.</summary>
    internal bool HasExited => _process.HasExited;

    /// <summary>Starts an assembly or an executable; each line of both its outputs goes to <paramref name="onLine"/>, of one of them at a time.</summary>
    internal static ChildProcess Start(
        string name,
        string path,
        IEnumerable<string> arguments,
        Action<string> onLine,
        params (string Name, string Value)[] environment
    )
    {
        var isAssembly = path.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isAssembly ? "dotnet" : path) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (isAssembly)
            start.ArgumentList.Add(path);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        return new(name, Process.Start(start)!, onLine);
    }

    /// <summary>Waits until it is ready, and says how long that took. One that ends before has failed by itself, which is a fault.</summary>
    internal async Task<TimeSpan> ReadyAsync()
    {
        await Task.WhenAny(_ready.Task, _reading).WaitAsync(Patience);
        return IsReady ? await _ready.Task : throw new KillFault($"{Name} ended before it was ready: {LastLines()}");
    }

    /// <summary>SIGKILL. One that has ended by itself before is a fault.</summary>
    internal async Task KillAtOnceAsync()
    {
        if (_process.HasExited)
            throw new KillFault($"{Name} had ended by itself with {_process.ExitCode}: {LastLines()}");
        _process.Kill();
        await ExitAsync();
    }

    /// <summary>SIGTERM. It must end with 0.</summary>
    internal async Task StopAsync()
    {
        using (var asked = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await asked.WaitForExitAsync().WaitAsync(Patience);
        await EndedWellAsync();
    }

    /// <summary>Waits for its end. It must end with 0.</summary>
    internal async Task EndedWellAsync()
    {
        await ExitAsync();
        if (_process.ExitCode != 0)
            throw new KillFault($"{Name} ended with {_process.ExitCode}: {LastLines()}");
    }

    /// <summary>The last lines that it said.</summary>
    internal string LastLines()
    {
        lock (_last)
            return string.Join('\n', _last);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task ExitAsync()
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Patience);
            await _reading.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new KillFault($"{Name} has not ended after {Patience}; the system says: {StateOf(_process.Id)}");
        }
    }

    // Whether the system still has it, and what it waits for there: a dead one that nobody has collected, or one that waits for the disk.
    private static string StateOf(int process)
    {
        var status = $"/proc/{process}/status";
        if (!File.Exists(status))
            return "it is gone";
        var state = File.ReadLines(status).FirstOrDefault(line => line.StartsWith("State:", StringComparison.Ordinal));
        var threads = Directory.GetDirectories($"/proc/{process}/task").Select(thread => File.ReadAllText(Path.Combine(thread, "wchan")));
        return $"{state}, waiting in {string.Join(' ', threads.Distinct())}";
    }

    private async Task ReadAsync(StreamReader reader, Action<string> onLine)
    {
        await Task.Yield();
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_last)
            {
                if (_last.Count == 20)
                    _last.Dequeue();
                _last.Enqueue(line);
                onLine(line);
            }

            if (line.StartsWith("ready: ", StringComparison.Ordinal))
                _ready.TrySetResult(Stopwatch.GetElapsedTime(_startedAt));
        }
    }
}

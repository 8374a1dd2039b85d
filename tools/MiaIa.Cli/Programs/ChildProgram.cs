using System.Diagnostics;

namespace MiaIa.Cli.Programs;

/// <summary>
/// A program that is run from here: its lines are read as they come, the last ones kept for messages, and it is asked to stop
/// before it is made to.
/// </summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    private const int LinesKeptMax = 30;
    private readonly Process _process;
    private readonly Queue<string> _lines = new();
    private readonly Lock _linesLock = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private ChildProgram(string name, Process process, Action<string> onOutput, Action<string> onError, TextWriter? log)
    {
        Name = name;
        _process = process;
        Id = process.Id;
        _reading = ReadAllAsync(onOutput, onError, log);
        Exited = ExitAsync();
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Its process id.</summary>
    public int Id { get; }

    /// <summary>Memory that it holds now, in bytes; 0 once it has ended.</summary>
    public long ResidentBytes
    {
        get
        {
            try
            {
                // Of its own, for the one that is waited for is not made for several threads.
                using var now = Process.GetProcessById(Id);
                return now.WorkingSet64;
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                return 0;
            }
        }
    }

    /// <summary>Completes once the process has ended and its last line was read; gives its exit code.</summary>
    /// <remarks>
    /// One task for all that wait: a Process loses some of them when they begin to wait on several threads at once, and a program that
    /// had long ended was then taken for one that does not stop.
    /// </remarks>
    public Task<int> Exited { get; }

    /// <summary>Starts a program; a .dll is run by the .NET host that runs this one.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="path">Executable or .NET assembly.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="onOutput">Takes each line of its standard output; called by one thread.</param>
    /// <param name="logPath">Keeps all its lines; null = only the last ones in memory.</param>
    /// <param name="processor">Number, from 0, of the one processor it may run on; null = any. Known on Linux only, elsewhere any.</param>
    /// <param name="environment">Variables beside those of this program.</param>
    /// <param name="onError">Takes each line of its standard error; called by one thread.</param>
    /// <exception cref="ProgramException">It cannot be started.</exception>
    public static ChildProgram Start(
        string name,
        string path,
        IEnumerable<string> arguments,
        Action<string> onOutput,
        string? logPath,
        int? processor = null,
        IEnumerable<(string Name, string Value)>? environment = null,
        Action<string>? onError = null
    )
    {
        var isAssembly = path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var program = isAssembly ? DotnetPath() : path;
        // taskset becomes the program. Set from here after the start, the threads that it has by then would stay where they are.
        var isKept = processor is not null && OperatingSystem.IsLinux();
        var start = new ProcessStartInfo(isKept ? "taskset" : program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "",
        };
        if (OperatingSystem.IsWindows())
            start.CreateNewProcessGroup = true; // so that Ctrl-Break reaches this child alone
        if (isKept)
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add($"{processor}");
            start.ArgumentList.Add(program);
        }

        foreach (var (variable, value) in environment ?? [])
            start.Environment[variable] = value;
        foreach (var argument in isAssembly ? arguments.Prepend(path) : arguments)
            start.ArgumentList.Add(argument);
        try
        {
            var process = Process.Start(start) ?? throw new ProgramException($"{name} could not be started: {path}");
            process.StandardInput.Close();
            var log = logPath is null ? null : TextWriter.Synchronized(new StreamWriter(logPath) { AutoFlush = true });
            return new ChildProgram(name, process, onOutput, onError ?? (static _ => { }), log);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
        {
            throw new ProgramException($"{name} could not be started: {path}: {e.Message}", e);
        }
    }

    /// <summary>Waits for its <c>ready: …</c> line.</summary>
    /// <returns>What follows "ready: ".</returns>
    /// <exception cref="ProgramException">It ended before, or the time is up; its last lines are told.</exception>
    public async Task<string> WaitUntilReadyAsync(TimeSpan bound, CancellationToken cancellation)
    {
        var first = await Task.WhenAny(_ready.Task, _reading, Task.Delay(bound, cancellation));
        cancellation.ThrowIfCancellationRequested();
        if (_ready.Task.IsCompletedSuccessfully)
            return await _ready.Task;
        var what =
            first == _reading
                ? $"ended with exit code {await ExitAsync()} before it was ready"
                : $"was not ready within {bound.TotalSeconds:0} s";
        throw new ProgramException($"{Name} {what}. Its last lines:{Environment.NewLine}{LastLines()}");
    }

    /// <summary>The last lines of both its outputs, indented.</summary>
    public string LastLines()
    {
        lock (_linesLock)
            return _lines.Count == 0 ? "  (it said nothing)" : string.Join(Environment.NewLine, _lines.Select(line => "  " + line));
    }

    /// <summary>Asks it to stop, then makes it.</summary>
    /// <returns>False when it had to be made to.</returns>
    public async Task<bool> StopAsync(TimeSpan bound)
    {
        if (!Exited.IsCompleted)
            ProcessSignals.AskToStop(_process);
        try
        {
            await Exited.WaitAsync(bound);
            return true;
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await Exited;
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.FromSeconds(10));
        _process.Dispose();
    }

    private static string DotnetPath()
    {
        var own = Environment.ProcessPath ?? "";
        return Path.GetFileNameWithoutExtension(own).Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? own : "dotnet";
    }

    private async Task<int> ExitAsync()
    {
        await _reading;
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private async Task ReadAllAsync(Action<string> onOutput, Action<string> onError, TextWriter? log)
    {
        await Task.WhenAll(ReadAsync(_process.StandardOutput, onOutput, log), ReadAsync(_process.StandardError, onError, log));
        if (log is not null)
            await log.DisposeAsync();
    }

    private async Task ReadAsync(StreamReader reader, Action<string> onLine, TextWriter? log)
    {
        const string Ready = "ready: ";
        await Task.Yield();
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_linesLock)
            {
                if (_lines.Count == LinesKeptMax)
                    _lines.Dequeue();
                _lines.Enqueue(line);
            }

            log?.WriteLine(line);
            if (line.StartsWith(Ready, StringComparison.Ordinal))
                _ready.TrySetResult(line[Ready.Length..]);
            onLine(line);
        }
    }
}

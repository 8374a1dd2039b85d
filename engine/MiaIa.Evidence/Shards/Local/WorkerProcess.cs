using System.ComponentModel;
using System.Diagnostics;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Local;

/// <summary>
/// Works in a process of its own, which is started with the first shard and again after it has fallen: a shard that takes its process down costs
/// nobody else's work, and each has its own collector of garbage.
/// </summary>
public sealed class WorkerProcess(ProgramLine program, string planPath) : IShardWorker
{
    // Time to put its files away after it was told to stop.
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(20);
    private const int ErrorLinesKept = 5;

    private readonly Queue<string> _errors = new();
    private Process? _process;

    /// <inheritdoc/>
    public async Task<ShardResult> RunAsync(int index, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        var process = _process ??= Start();
        try
        {
            await process.StandardInput.WriteLineAsync($"{index}".AsMemory(), cancellation);
            await process.StandardInput.FlushAsync(cancellation);
            while (await process.StandardOutput.ReadLineAsync(cancellation) is { } text)
            {
                if (WorkerLine.Parse(text) is not { } line || line.Index != index)
                    continue;
                if (line.Progress is { } far)
                    progress.Report(far);
                if (line.Result is { } result)
                    return result;
            }
        }
        catch (IOException)
        {
            // It has ended: said below, with its exit code.
        }

        cancellation.ThrowIfCancellationRequested();
        return new ShardResult($"shard {index}", ShardEnding.TryAgain, await FallenAsync(process));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        await EndAsync(_process);
        _process.Dispose();
        _process = null;
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(program.File)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in (string[])[.. program.Arguments, "shard", planPath, "--worker"])
            start.ArgumentList.Add(argument);
        try
        {
            var process = Process.Start(start) ?? throw new EvidenceException($"{program.File} could not be started");
            process.ErrorDataReceived += (_, line) => Keep(line.Data);
            process.BeginErrorReadLine();
            return process;
        }
        catch (Win32Exception e)
        {
            throw new EvidenceException($"{program.File} could not be started: {e.Message}", e);
        }
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (_errors)
        {
            if (_errors.Count == ErrorLinesKept)
                _errors.Dequeue();
            _errors.Enqueue(line);
        }
    }

    private async Task<string> FallenAsync(Process process)
    {
        await EndAsync(process);
        string said;
        lock (_errors)
        {
            said = string.Join(" | ", _errors);
            _errors.Clear();
        }

        var message = $"its process ended with exit code {process.ExitCode}{(said.Length == 0 ? "" : ": " + said)}";
        process.Dispose();
        _process = null;
        return message;
    }

    // The end of its input is its word to stop.
    private static async Task EndAsync(Process process)
    {
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(EndBound);
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }
}

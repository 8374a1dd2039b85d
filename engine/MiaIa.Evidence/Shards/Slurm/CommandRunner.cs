using System.ComponentModel;
using System.Diagnostics;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Slurm;

/// <summary>Runs commands that are on the path.</summary>
public sealed class CommandRunner : ICommandRunner
{
    // squeue of a busy controller waits for it by itself, and tells when that was too long.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async Task<CommandAnswer> RunAsync(string command, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Start(command, start);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(Bound);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(bound.Token), process.StandardError.ReadToEndAsync(bound.Token));
            await process.WaitForExitAsync(bound.Token);
            return new CommandAnswer(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return new CommandAnswer(-1, "", $"{command} said nothing within {Bound.TotalMinutes:0} minutes");
        }
    }

    private static Process Start(string command, ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new EvidenceException($"{command} could not be started");
        }
        catch (Win32Exception e)
        {
            throw new EvidenceException(
                $"{command} is not on this machine: {e.Message}; plans are put before Slurm where its commands are",
                e
            );
        }
    }
}

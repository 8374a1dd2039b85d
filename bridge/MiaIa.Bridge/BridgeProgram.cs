using System.Runtime.InteropServices;
using MiaIa.Settings;
using NetMQ;
using Serilog;

namespace MiaIa.Bridge;

/// <summary>The program around the bridge: settings, log, signals and exit codes.</summary>
internal static class BridgeProgram
{
    // Longer than all bounds of a stop together.
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(10);

    /// <summary>Runs until it is asked to stop.</summary>
    /// <param name="sources">Where settings come from.</param>
    /// <param name="output">Takes the ready line and the help.</param>
    /// <param name="error">Takes what keeps the bridge from starting.</param>
    /// <param name="stop">Another way to ask it to stop, beside SIGINT and SIGTERM.</param>
    /// <returns>The exit code, as <see cref="ExitCodes"/> has them.</returns>
    internal static async Task<int> RunAsync(SettingsSources sources, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (!SettingsLoader.Load<BridgeSettings>(sources).TryUse(output, error, out var settings, out var exitCode))
            return exitCode;
        using var log = BridgeLog.Open(settings);
        try
        {
            return await ServeAsync(settings, output, log, stop).ConfigureAwait(false);
        }
        catch (AddressAlreadyInUseException)
        {
            await error
                .WriteLineAsync(
                    $"Port {settings.StudyEndpoint[(settings.StudyEndpoint.LastIndexOf(':') + 1)..]} is in use: another program, perhaps "
                        + $"another bridge, listens on {settings.StudyEndpoint}. Stop it or choose another StudyEndpoint."
                )
                .ConfigureAwait(false);
            return ExitCodes.PortInUse;
        }
        catch (NetMQException e)
        {
            await error
                .WriteLineAsync($"{settings.StudyEndpoint} cannot be opened: {e.InnerException?.Message ?? e.Message} ({e.ErrorCode})")
                .ConfigureAwait(false);
            return ExitCodes.Fault;
        }
    }

    private static async Task<int> ServeAsync(BridgeSettings settings, TextWriter output, ILogger log, CancellationToken stop)
    {
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopInOrder);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopInOrder);
        using var bridge = BridgeServer.Start(settings, TimeProvider.System, log);
        await output.WriteLineAsync($"ready: bridge at {bridge.Endpoint}, engine {settings.EngineAddress}").ConfigureAwait(false);
        await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var broken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var waiting = asked.Token.Register(stopped.SetResult);
        AppDomain.CurrentDomain.UnhandledException += EndInOrder;
        await Task.WhenAny(stopped.Task, bridge.Ended, broken.Task).ConfigureAwait(false);
        if (bridge.Ended.IsFaulted)
            return ExitCodes.Fault;
        await bridge.StopAsync().ConfigureAwait(false);
        AppDomain.CurrentDomain.UnhandledException -= EndInOrder;
        return broken.Task.IsCompleted ? ExitCodes.Fault : ExitCodes.Ok;

        void StopInOrder(PosixSignalContext signal)
        {
            signal.Cancel = true;
            asked.Cancel();
        }

        // On the thread that has failed, which is none of ours. As soon as this returns, the runtime ends the process wherever it is.
        void EndInOrder(object sender, UnhandledExceptionEventArgs fault)
        {
            LogMessages.ThreadFailed(log, (Exception)fault.ExceptionObject);
            broken.TrySetResult();
            Thread.Sleep(EndMax);
        }
    }
}

using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MiaIa.GatewaySim.Faults;
using MiaIa.GatewaySim.Logging;
using MiaIa.GatewaySim.Setup;
using MiaIa.Settings;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace MiaIa.GatewaySim;

/// <summary>The program around the simulator: settings, log, signals and exit codes.</summary>
internal static class GatewayProgram
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {EventId} {Message:lj}{NewLine}{Exception}";

    /// <summary>Runs until it is asked to stop.</summary>
    /// <param name="sources">Where settings come from.</param>
    /// <param name="output">Takes the ready line, the summary and the help.</param>
    /// <param name="error">Takes what keeps it from starting.</param>
    /// <param name="stop">Another way to ask it to stop, beside SIGINT and SIGTERM.</param>
    /// <returns>The exit code, as <see cref="ExitCodes"/> has them.</returns>
    internal static async Task<int> RunAsync(SettingsSources sources, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (!SettingsLoader.Load<GatewaySettings>(sources).TryUse(output, error, out var settings, out var exitCode))
            return exitCode;
        using var log = OpenLog(settings);
        try
        {
            return await ServeAsync(GatewayArguments.Options(settings, log), output, log, stop).ConfigureAwait(false);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            await error
                .WriteLineAsync(
                    $"Port {settings.Port} is in use: another program, perhaps a real Gateway, listens on 127.0.0.1:{settings.Port}. Stop it or choose another Port."
                )
                .ConfigureAwait(false);
            return ExitCodes.PortInUse;
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or InvalidDataException or FaultScriptException or FormatException)
        {
            await error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return ExitCodes.BadSettings;
        }
    }

    private static async Task<int> ServeAsync(SimulatedGatewayOptions options, TextWriter output, Logger log, CancellationToken stop)
    {
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopInOrder);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopInOrder);
        var gateway = await SimulatedGateway.StartAsync(options).ConfigureAwait(false);
        await using var closing = gateway.ConfigureAwait(false);
        await output.WriteLineAsync($"ready: gateway at 127.0.0.1:{gateway.Port}, {gateway.Description}").ConfigureAwait(false);
        await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var waiting = asked.Token.Register(stopped.SetResult);
        await Task.WhenAny(stopped.Task, gateway.Failed).ConfigureAwait(false);
        if (gateway.Failed.IsFaulted)
            return ExitCodes.Fault;
        LogMessages.Stopping(log);
        await gateway.DisposeAsync().ConfigureAwait(false);
        await output.WriteLineAsync(gateway.Statistics.ToString()).ConfigureAwait(false);
        return ExitCodes.Ok;

        void StopInOrder(PosixSignalContext signal)
        {
            signal.Cancel = true;
            asked.Cancel();
        }
    }

    /// <summary>Standard output stays free for the ready line and the summary.</summary>
    private static Logger OpenLog(GatewaySettings settings) =>
        new LoggerConfiguration()
            .MinimumLevel.Is(settings.LogLevel)
            .WriteTo.Console(
                outputTemplate: Line,
                formatProvider: CultureInfo.InvariantCulture,
                standardErrorFromLevel: LogEventLevel.Verbose
            )
            .CreateLogger();
}

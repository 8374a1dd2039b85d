using System.Net.Sockets;
using MiaIa.GatewaySim.Faults;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.GatewaySim;

/// <summary>The program around the simulator: settings, log and exit codes.</summary>
internal static class GatewayProgram
{
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
        try
        {
            using var log = ProgramLog.Open(settings.LogLevel, file: "", jsonFile: "");
            var options = GatewayArguments.Options(settings, log.Logger);
            GatewayService? gateway = null;
            var exit = await ProgramHost
                .RunAsync(
                    log.Logger,
                    _ => gateway = new GatewayService(options, log.Logger),
                    serving => $"ready: gateway at 127.0.0.1:{serving.Gateway.Port}, {serving.Gateway.Description}",
                    output,
                    stop
                )
                .ConfigureAwait(false);
            if (exit == ExitCodes.Ok)
                await output.WriteLineAsync(gateway!.Gateway.Statistics.ToString()).ConfigureAwait(false);
            return exit;
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
}

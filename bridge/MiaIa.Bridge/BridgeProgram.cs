using System.Diagnostics.Metrics;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Settings;
using MiaIa.Hosting.Tls;
using Microsoft.Extensions.DependencyInjection;
using NetMQ;

namespace MiaIa.Bridge;

/// <summary>The program around the bridge: settings, log and exit codes.</summary>
internal static class BridgeProgram
{
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
        try
        {
            using var log = ProgramLog.Open(settings.LogLevel, settings.LogFile, settings.LogJsonFile);
            return await ProgramHost
                .RunAsync(
                    log.Logger,
                    services => new BridgeService(settings, log.Logger, services.GetRequiredService<IMeterFactory>()),
                    bridge => $"ready: bridge at {bridge.Endpoint}, engine {settings.EngineAddress}",
                    output,
                    stop
                )
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is LogFileException or CredentialsException or CertificateException)
        {
            await error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return ExitCodes.BadSettings;
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
}

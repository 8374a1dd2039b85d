using System.Diagnostics.Metrics;
using System.Net.Sockets;
using MiaIa.Engine.Host.Places;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Logs;
using MiaIa.Hosting.Settings;
using MiaIa.Hosting.Tls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog.Events;

namespace MiaIa.Engine.Host;

/// <summary>The program around the engine: settings, log and exit codes.</summary>
internal static class EngineProgram
{
    /// <summary>Runs until it is asked to stop.</summary>
    /// <param name="sources">Where settings come from.</param>
    /// <param name="output">Takes the ready line and the help.</param>
    /// <param name="error">Takes what keeps the engine from starting.</param>
    /// <param name="stop">Another way to ask it to stop, beside SIGINT and SIGTERM.</param>
    /// <param name="time">Clocks and timers; null = the system's.</param>
    /// <returns>The exit code, as <see cref="ExitCodes"/> has them.</returns>
    internal static async Task<int> RunAsync(
        SettingsSources sources,
        TextWriter output,
        TextWriter error,
        CancellationToken stop,
        TimeProvider? time = null
    )
    {
        var loaded = SettingsLoader.Load<EngineSettings>(sources, asked => StartFiles.Faults(asked, time ?? TimeProvider.System));
        if (!loaded.TryUse(output, error, out var settings, out var exitCode))
            return exitCode;
        // Before anything is written.
        if (StartFiles.Faults(settings, time ?? TimeProvider.System).FirstOrDefault() is { Reason: { } refused })
            return await EndAsync(ExitCodes.BadSettings, refused).ConfigureAwait(false);
        try
        {
            using var folders = PlaceLocks.Take(WrittenPlace.Of(settings));
            var level = settings.Log.Verbose ? LogEventLevel.Debug : LogEventLevel.Information;
            using var log = ProgramLog.Open(level, FolderOf(settings.Log));
            foreach (var account in settings.Trading.LiveAccounts)
                log.Secrets.Hide(account);
            return await ProgramHost
                .RunAsync(
                    log.Logger,
                    services => new EngineHostedService(
                        settings,
                        log,
                        services.GetRequiredService<IMeterFactory>(),
                        services.GetRequiredService<IHostApplicationLifetime>(),
                        time ?? TimeProvider.System
                    ),
                    engine => $"ready: engine at {engine.Address.GetLeftPart(UriPartial.Authority)}",
                    output,
                    stop
                )
                .ConfigureAwait(false);
        }
        catch (TradingModeException otherMode)
        {
            return await EndAsync(ExitCodes.BadSettings, otherMode.Message).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is CredentialsException or CertificateException)
        {
            return await EndAsync(ExitCodes.BadSettings, fault.Message).ConfigureAwait(false);
        }
        catch (SecondInstanceException second)
        {
            return await EndAsync(ExitCodes.SecondInstance, second.Message).ConfigureAwait(false);
        }
        catch (IOException taken) when (taken.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            var text = $"port {settings.Port} on {settings.Address} is in use by another program: stop it, or set Port";
            return await EndAsync(ExitCodes.PortInUse, text).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is JournalCorruptException or IOException or UnauthorizedAccessException)
        {
            return await EndAsync(ExitCodes.Fault, fault.Message).ConfigureAwait(false);
        }

        async Task<int> EndAsync(int code, string why)
        {
            await error.WriteLineAsync(why).ConfigureAwait(false);
            return code;
        }
    }

    // The exchange's day, so that one evening and the day after it are in one file, as they are in one journal.
    private static LogFolder? FolderOf(LogSettings log) =>
        log.Folder.Length == 0
            ? null
            : new LogFolder(
                log.Folder,
                log.Json,
                moment => TradingDay.Of((moment.UtcTicks - DateTime.UnixEpoch.Ticks) * TimeSpan.NanosecondsPerTick).ToDateOnly()
            );
}

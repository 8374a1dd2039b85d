using System.Runtime.InteropServices;
using System.ServiceProcess;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.WindowsServices;
using Serilog;

namespace MiaIa.Hosting;

/// <summary>
/// Runs the service of a program: until SIGINT, SIGTERM, a closed terminal (SIGHUP), systemd or the service control of Windows ask it to stop, or until it fails.
/// </summary>
public static class ProgramHost
{
    /// <summary>How long a stop may take before what is left of it is cut off.</summary>
    public static readonly TimeSpan StopMax = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A service of Windows begins in the system's folder: relative paths in settings are then taken from the program's own. Elsewhere
    /// they are taken from where the program was started, and this does nothing.
    /// </summary>
    public static void LeaveSystemFolder()
    {
        if (WindowsServiceHelpers.IsWindowsService())
            Directory.SetCurrentDirectory(AppContext.BaseDirectory);
    }

    /// <summary>Starts the service, writes the ready line, and waits for its end.</summary>
    /// <typeparam name="TService">The service; what its StartAsync throws comes out of here.</typeparam>
    /// <param name="log">The program's log, also for what the host has to say.</param>
    /// <param name="create">Makes the service. The host gives meters and disposes it.</param>
    /// <param name="ready">The line for standard output once it serves.</param>
    /// <param name="output">Takes that line.</param>
    /// <param name="stop">Another way to ask it to stop.</param>
    /// <returns><see cref="ExitCodes.Ok"/>, or <see cref="ExitCodes.Fault"/> when the service failed; it has logged why.</returns>
    public static async Task<int> RunAsync<TService>(
        ILogger log,
        Func<IServiceProvider, TService> create,
        Func<TService, string> ready,
        TextWriter output,
        CancellationToken stop
    )
        where TService : BackgroundService
    {
        ArgumentNullException.ThrowIfNull(ready);
        ArgumentNullException.ThrowIfNull(output);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder
            .Services.AddSerilog(log)
            .AddMetrics()
            .AddSystemd()
            .AddWindowsService(service => service.ServiceName = "MiaIa")
            .Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true)
            .Configure<HostOptions>(host => host.ShutdownTimeout = StopMax)
            .AddSingleton<IHostedService>(create);
        var host = builder.Build();
        await using var closing = ((IAsyncDisposable)host).ConfigureAwait(false);
        var service = host.Services.GetServices<IHostedService>().OfType<TService>().Single();
        await host.StartAsync(CancellationToken.None).ConfigureAwait(false);
        await output.WriteLineAsync(ready(service)).ConfigureAwait(false);
        await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        using var terminalClosed = PosixSignalRegistration.Create(
            PosixSignal.SIGHUP,
            signal =>
            {
                signal.Cancel = true;
                host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            }
        );
        using var ending = host
            .Services.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping.Register(() => TellWindows(host.Services.GetRequiredService<IHostLifetime>(), service));
        await host.WaitForShutdownAsync(stop).ConfigureAwait(false);
        return service.ExecuteTask is { IsFaulted: true } ? ExitCodes.Fault : ExitCodes.Ok;
    }

    // Windows starts a service again that says that it failed; what its process returns it does not look at.
    private static void TellWindows(IHostLifetime lifetime, BackgroundService service)
    {
        if (OperatingSystem.IsWindows() && lifetime is ServiceBase windows && service.ExecuteTask is { IsFaulted: true })
            windows.ExitCode = ExitCodes.Fault;
    }
}

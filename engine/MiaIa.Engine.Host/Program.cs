using System.Globalization;
using System.Net.Sockets;
using MiaIa.Engine.Host;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Settings;
using Serilog;
using Serilog.Core;

var loaded = SettingsLoader.Load<EngineSettings>("Engine", args);
if (!loaded.TryUse(Console.Out, Console.Error, out var settings, out var exitCode))
    return exitCode;

using var log = LogTo(settings.Log);
try
{
    var server = await EngineServer.StartAsync(settings, log);
    await using (server)
    {
        var stopRequested = server.StopRequested;
        Console.Out.WriteLine($"ready: engine at {server.Address.GetLeftPart(UriPartial.Authority)}");
        await stopRequested;
        await server.StopAsync();
    }

    return ExitCodes.Ok;
}
catch (SecondInstanceException second)
{
    await Console.Error.WriteLineAsync(second.Message);
    return ExitCodes.SecondInstance;
}
catch (IOException taken) when (taken.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
{
    await Console.Error.WriteLineAsync($"port {settings.Port} on {settings.Address} is in use by another program: stop it, or set Port");
    return ExitCodes.PortInUse;
}
catch (Exception fault) when (fault is JournalCorruptException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return ExitCodes.Fault;
}

static Logger LogTo(LogSettings settings)
{
    const string template = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";
    var log = new LoggerConfiguration().WriteTo.Console(outputTemplate: template, formatProvider: CultureInfo.InvariantCulture);
    if (settings.Verbose)
        log.MinimumLevel.Debug();

    if (settings.File.Length > 0)
    {
        log.WriteTo.File(
            settings.File,
            rollingInterval: RollingInterval.Day,
            retainedFileCountLimit: 14,
            outputTemplate: "{Timestamp:yyyy-MM-dd HH:mm:ss.ffffff zzz} {Level:u3} [{EventId}] {Message:lj}{NewLine}{Exception}",
            formatProvider: CultureInfo.InvariantCulture
        );
    }

    return log.CreateLogger();
}

using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace MiaIa.Cli.Tests.Running;

/// <summary>A folder, ports and tokens of one test's own, and the command line that makes miaia use them.</summary>
internal sealed class DayFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("miaia-day-");

    internal DayFolder()
    {
        // As many as are asked for at once are different ones; those of page and metrics are the ones behind the engine's, in use, so these are named, too.
        TcpListener[] held = [.. Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (var listener in held)
            listener.Start();
        var ports = held.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in held)
            listener.Dispose();
        (Engine, Bridge, Page, Streams, Metrics) = (ports[0], ports[1], ports[2], ports[3], ports[4]);
    }

    internal int Engine { get; }

    internal int Bridge { get; }

    internal int Page { get; }

    internal int Streams { get; }

    internal int Metrics { get; }

    internal string Credentials => Path.Combine(_folder.FullName, "credentials");

    /// <summary>http unless the engine is given a certificate.</summary>
    internal string Scheme { get; init; } = "http";

    internal string Address => $"{Scheme}://127.0.0.1:{Engine}";

    internal string Journal => Path.Combine(_folder.FullName, "journal");

    /// <summary>A command with these places, and with what else is given.</summary>
    internal string[] Command(string command, params string[] more) =>
        [
            .. command.Split(' '),
            $"--engine-arg=--Port={Engine}",
            $"--engine-arg=--Page:Port={Page}",
            $"--engine-arg=--Page:StreamPort={Streams}",
            $"--engine-arg=--Metrics:Port={Metrics}",
            $"--engine-arg=--CredentialsFolder={Credentials}",
            $"--engine-arg=--Journal:Directory={Journal}",
            $"--engine-arg=--Log:Folder={Path.Combine(_folder.FullName, "logs")}",
            $"--engine-arg=--Reports:Folder={Path.Combine(_folder.FullName, "data")}",
            "--engine-arg=--Options:HistoryFolder=",
            $"--bridge-arg=--StudyEndpoint=tcp://127.0.0.1:{Bridge}",
            $"--bridge-arg=--EngineAddress={Address}",
            $"--bridge-arg=--CredentialsFolder={Credentials}",
            .. more,
        ];

    public void Dispose() => _folder.Delete(recursive: true);

    internal static async Task<(int ExitCode, string Output, string Error)> AskAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The checks of a doctor's JSON, by name.</summary>
    internal static Dictionary<string, (string Verdict, string Found)> Checks(string json) =>
        JsonDocument
            .Parse(json)
            .RootElement.GetProperty("checks")
            .EnumerateArray()
            .ToDictionary(
                check => check.GetProperty("name").GetString()!,
                check => (check.GetProperty("verdict").GetString()!, check.GetProperty("found").GetString()!)
            );
}

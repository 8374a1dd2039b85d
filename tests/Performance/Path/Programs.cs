using System.Text.RegularExpressions;
using MiaIa.Cli.Demo;
using MiaIa.Cli.Programs;

namespace Performance.Path;

/// <summary>The programs of the path as a measurement starts them: free ports, a journal in a folder of its own.</summary>
internal sealed partial class Programs : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    /// <summary>A setting for probes that wait for the acknowledgement of each call.</summary>
    public const string AnswersAtOnce = "--Journal:AcknowledgeMs=0";

    private readonly List<ChildProgram> _running = [];
    private readonly ProgramPaths _paths;

    public Programs()
    {
        _paths =
            ProgramPaths.Find(new DemoOptions(), AppContext.BaseDirectory, out var missing)
            ?? throw new ProgramException(string.Join(Environment.NewLine, missing));
        Folder = Directory.CreateTempSubdirectory("miaia-performance-").FullName;
    }

    /// <summary>For journals and logs; removed at the end.</summary>
    public string Folder { get; }

    /// <summary>For the tokens of this measurement's programs.</summary>
    public string CredentialsFolder => System.IO.Path.Combine(Folder, "credentials");

    /// <summary>Keeps the stand-in on the first processor and all else on the last one. Linux only.</summary>
    public bool KeepsChartApart { get; set; }

    /// <summary>The real engine. Gives its address.</summary>
    /// <param name="name">Of its folder, where there are several.</param>
    /// <param name="more">Of its settings.</param>
    public Task<(ChildProgram Program, string Address)> EngineAsync(string name = "engine", params string[] more) =>
        StartAsync(
            name,
            _paths.Engine,
            [
                "--Port=0",
                $"--Journal:Directory={System.IO.Path.Combine(Folder, name, "journal")}",
                $"--Log:Folder={System.IO.Path.Combine(Folder, name, "logs")}",
                $"--Reports:Folder={System.IO.Path.Combine(Folder, name, "data")}",
                "--CoverageFloor=0.30",
                $"--CredentialsFolder={CredentialsFolder}",
                .. more,
            ]
        );

    /// <summary>The engine that only answers, this program's own.</summary>
    public Task<(ChildProgram Program, string Address)> EchoAsync() =>
        StartAsync("echo engine", System.IO.Path.Combine(AppContext.BaseDirectory, "Performance.dll"), ["echo-engine"]);

    /// <summary>The two far processes of the barest path. Gives the address of the first.</summary>
    public async Task<string> BareAsync(int answerBytes)
    {
        var self = System.IO.Path.Combine(AppContext.BaseDirectory, "Performance.dll");
        var (_, answerer) = await StartAsync("answerer", self, ["bare-answer", $"{answerBytes}"]);
        var (_, relay) = await StartAsync("relay", self, ["bare-relay", answerer]);
        return relay;
    }

    /// <summary>A bridge to an engine. Gives the endpoint for studies.</summary>
    public Task<(ChildProgram Program, string Address)> BridgeAsync(string engine) =>
        StartAsync(
            "bridge",
            _paths.Bridge,
            ["--StudyEndpoint=tcp://127.0.0.1:*", $"--EngineAddress={engine}", $"--CredentialsFolder={CredentialsFolder}"]
        );

    /// <summary>The stand-in with the study, flooding it with made-up trades; ends by itself.</summary>
    public async Task<HostEnd> FloodAsync(string endpoint, int tradesPerSecond, int seconds, params string[] more)
    {
        HostEnd? end = null;
        void Take(string line)
        {
            if (HostLine.Parse(line) is HostEnd read)
                end = read;
        }

        await using var host = ChildProgram.Start(
            "stand-in",
            _paths.Host,
            [
                "--study",
                _paths.Study,
                "--flood",
                $"{tradesPerSecond}",
                "--seconds",
                $"{seconds}",
                "--endpoint",
                endpoint,
                "--linger-ms",
                "10000",
                .. more,
            ],
            Take,
            System.IO.Path.Combine(Folder, "host.log"),
            KeepsChartApart ? 0 : null,
            [("MIAIA_CREDENTIALS_FOLDER", CredentialsFolder)]
        );
        var exitCode = await host.Exited;
        return exitCode == 0 && end is not null
            ? end
            : throw new ProgramException(
                $"the stand-in ended with exit code {exitCode}. Its last lines:{Environment.NewLine}{host.LastLines()}"
            );
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = _running.Count - 1; i >= 0; i--)
            await _running[i].DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<(ChildProgram Program, string Address)> StartAsync(string name, string path, IEnumerable<string> arguments)
    {
        var program = ChildProgram.Start(
            name,
            path,
            arguments,
            static _ => { },
            null,
            KeepsChartApart ? Environment.ProcessorCount - 1 : null
        );
        _running.Add(program);
        var ready = await program.WaitUntilReadyAsync(StartLimit, CancellationToken.None);
        return (program, Address().Match(ready).Value);
    }

    [GeneratedRegex(@"(http|tcp)://[^\s,]+")]
    private static partial Regex Address();
}

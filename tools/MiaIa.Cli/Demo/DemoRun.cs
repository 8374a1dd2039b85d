using System.Text.RegularExpressions;
using Grpc.Core;
using MiaIa.Cli.Engine;
using MiaIa.Cli.Programs;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Cli.Demo;

/// <summary>Starts engine, bridge and the stand-in with the study, lets the session play, asks the engine, stops everything.</summary>
internal sealed partial class DemoRun(DemoOptions options, ProgramPaths programs, IPlayScreen screen, TimeProvider time)
{
    private static readonly TimeSpan StartBound = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ArrivalBound = TimeSpan.FromSeconds(30);

    /// <summary>Plays a session that is counted already.</summary>
    /// <param name="scidPath">The trades.</param>
    /// <param name="depthPath">The depth; null plays without a book.</param>
    /// <param name="session">Takes everything that is learned.</param>
    /// <param name="folder">For journal and logs.</param>
    /// <param name="played">What is done when all was played, while the programs still run; takes the link to the page, empty where there is none.</param>
    /// <param name="cancellation">Stops every program.</param>
    /// <exception cref="ProgramException">A program did not start.</exception>
    public async Task PlayAsync(
        string scidPath,
        string? depthPath,
        PlayedSession session,
        string folder,
        Func<string, Task> played,
        CancellationToken cancellation
    )
    {
        var gatewayPlan = options.HasOptions ? new DemoGateway(options, scidPath) : null;
        await using var engine = ChildProgram.Start(
            "engine",
            programs.Engine,
            EngineArguments(folder, gatewayPlan),
            static _ => { },
            Path.Combine(folder, "engine.out.log")
        );
        var engineAddress = AddressIn(engine.Name, await engine.WaitUntilReadyAsync(StartBound, cancellation));
        screen.Say($"engine  {engineAddress}");

        await using var bridge = ChildProgram.Start(
            "bridge",
            programs.Bridge,
            ["--StudyEndpoint=tcp://127.0.0.1:*", $"--EngineAddress={engineAddress}", $"--CredentialsFolder={CredentialsIn(folder)}"],
            static _ => { },
            Path.Combine(folder, "bridge.out.log")
        );
        var endpoint = AddressIn(bridge.Name, await bridge.WaitUntilReadyAsync(StartBound, cancellation));
        screen.Say($"bridge  {endpoint}");

        // Last, so that its market and the tape begin together; the engine knocks until it is there.
        await using var gateway = gatewayPlan is null ? null : await StartGatewayAsync(gatewayPlan, session, folder, cancellation);
        using var refused = new RefusedStudy(time);
        var lines = new HostLines(session, screen, refused);
        await using var host = ChildProgram.Start(
            "stand-in",
            programs.Host,
            HostArguments(scidPath, depthPath, endpoint),
            lines.Apply,
            Path.Combine(folder, "host.out.log"),
            environment: [("MIAIA_CREDENTIALS_FOLDER", CredentialsIn(folder))]
        );
        await screen.WhileAsync(async () => session.HostExitCode = await WatchAsync(host, engine, bridge, refused, cancellation));
        lines.End();
        session.Refused = refused.Reason;
        if (session.HostExitCode != 0)
            screen.Say($"The stand-in ended with exit code {session.HostExitCode}. Its last lines:{Environment.NewLine}{host.LastLines()}");

        await AskEngineAsync(new Uri(engineAddress), folder, session);
        await played(await PageOfAsync(new Uri(engineAddress), folder));
        foreach (var child in new[] { bridge, engine, gateway })
        {
            if (child is null || await child.StopAsync(StopBound))
                continue;
            session.Unstoppable.Add(child.Name);
            screen.Say(
                $"{child.Name} did not stop within {StopBound.TotalSeconds:0} s. Its last lines:{Environment.NewLine}{child.LastLines()}"
            );
        }
    }

    private async Task<ChildProgram> StartGatewayAsync(
        DemoGateway plan,
        PlayedSession session,
        string folder,
        CancellationToken cancellation
    )
    {
        var gateway = ChildProgram.Start(
            "gateway",
            programs.Gateway,
            plan.Arguments(),
            session.Gateway.Add,
            Path.Combine(folder, "gateway.out.log")
        );
        try
        {
            screen.Say($"gateway {await gateway.WaitUntilReadyAsync(StartBound, cancellation)}");
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    // The run ends with the stand-in; a server that ends before it ends the run with its own last lines.
    private static async Task<int> WatchAsync(
        ChildProgram host,
        ChildProgram engine,
        ChildProgram bridge,
        RefusedStudy refused,
        CancellationToken cancellation
    )
    {
        var cancelled = Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        var first = await Task.WhenAny(host.Exited, engine.Exited, bridge.Exited, refused.Stood, cancelled);
        cancellation.ThrowIfCancellationRequested();
        if (first == refused.Stood)
        {
            // What nobody takes need not be played to its end.
            await host.StopAsync(StopBound);
            return 0;
        }

        foreach (var server in new[] { engine, bridge })
        {
            if (server.Exited.IsCompleted && first != host.Exited)
            {
                throw new ProgramException(
                    $"{server.Name} ended with exit code {await server.Exited} while the session played. Its last lines:{Environment.NewLine}{server.LastLines()}"
                );
            }
        }

        return await host.Exited;
    }

    private static string AddressIn(string name, string ready) =>
        Address().Match(ready) is { Success: true } match
            ? match.Value
            : throw new ProgramException($"{name} is ready, but tells no address: '{ready}'");

    private async Task AskEngineAsync(Uri address, string folder, PlayedSession session)
    {
        using var connection = new EngineConnection(address, AccessTokens.Open(CredentialsIn(folder), AccessRole.Watch));
        var since = time.GetTimestamp();
        try
        {
            // What was acknowledged has been stepped; the bound covers a stand-in that gave up lingering, and a busy machine.
            do
            {
                session.Engine = await StateAsync(connection) ?? session.Engine;
                if (session.Refused.Length > 0)
                    break;
                if (
                    session.Instrument is { } instrument
                    && (long)instrument.TradeRecords >= session.Tally.TradeRecords
                    && !instrument.StudyAttached
                )
                {
                    break;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), time, CancellationToken.None);
            } while (time.GetElapsedTime(since) < ArrivalBound);
        }
        catch (RpcException e)
        {
            screen.Say($"The engine at {address} did not tell its state: {e.Message}");
        }
    }

    private static async Task<string> PageOfAsync(Uri address, string folder)
    {
        using var connection = new EngineConnection(address, AccessTokens.Open(CredentialsIn(folder), AccessRole.Operate));
        try
        {
            return (await connection.InviteAsync(watchOnly: false)).Address;
        }
        catch (RpcException)
        {
            // An engine without a page, or one that has fallen, which the verdict tells.
            return "";
        }
    }

    // A session of its own: the user's tokens are neither needed nor touched.
    private static string CredentialsIn(string folder) => Path.Combine(folder, "credentials");

    // Null when the answer took longer than a call may.
    private static async Task<V1.EngineStatus?> StateAsync(EngineConnection connection)
    {
        try
        {
            return await connection.GetStateAsync();
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.DeadlineExceeded)
        {
            return null;
        }
    }

    private IEnumerable<string> EngineArguments(string folder, DemoGateway? gateway)
    {
        List<string> arguments =
        [
            "--Port=0",
            $"--CredentialsFolder={CredentialsIn(folder)}",
            $"--Journal:Directory={Path.Combine(folder, "journal")}",
            $"--Options:HistoryFolder={Path.Combine(folder, "options")}",
            $"--Log:Folder={Path.Combine(folder, "logs")}",
            $"--Reports:Folder={Path.Combine(folder, "data")}",
            FormattableString.Invariant($"--CoverageFloor={options.CoverageFloor}"),
        ];
        if (options.Trades)
            arguments.Add("--Trading:Mode=Sim");
        if (gateway is not null)
            arguments.AddRange(gateway.EngineArguments());
        return arguments;
    }

    private IEnumerable<string> HostArguments(string scidPath, string? depthPath, string endpoint)
    {
        List<string> arguments =
        [
            "--study",
            Path.GetFullPath(programs.Study),
            "--scid",
            Path.GetFullPath(scidPath),
            "--every-batch",
            "--speed",
            FormattableString.Invariant($"{options.Speed}"),
            "--endpoint",
            endpoint,
            "--linger-ms",
            "15000",
        ];
        if (options.Trades)
            arguments.AddRange(["--trading", "sim", "--account", "Sim1", "--mode", "Sim"]);
        if (options.PicturePath is { } picture)
            arguments.AddRange(["--picture", picture]);
        if (options.PicturePath is not null && options.PictureAtSeconds > 0)
            arguments.AddRange(["--at", FormattableString.Invariant($"{options.PictureAtSeconds}")]);
        if (depthPath is not null)
            arguments.AddRange(["--depth", Path.GetFullPath(depthPath)]);
        return arguments;
    }

    [GeneratedRegex(@"(http|tcp)://[^\s,]+")]
    private static partial Regex Address();
}

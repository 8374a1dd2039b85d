using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MiaIa.Cli.Programs;

namespace MiaIa.Cli.Doctor;

/// <summary>Whether each port is free, or held by whom it is meant for.</summary>
internal static class PortChecks
{
    internal const string ToDo = "stop the program that has it, or choose another port in the settings";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    internal static async Task<IReadOnlyList<Check>> RunAsync(ProgramSettings engine, ProgramSettings bridge, EngineLook look)
    {
        var checks = new List<Check>();
        if (engine.AreValid)
        {
            checks.Add(OfEngine(engine, look));
            checks.AddRange(await PageChecks.RunAsync(engine));
            if (ServedPorts.OfMetrics(engine) is { } metrics)
                checks.Add(await OfMetricsAsync(metrics));
        }

        if (bridge.AreValid)
            checks.Add(BesideEngine(await OfBridgeAsync(bridge.Text("StudyEndpoint")), look));
        if (engine.AreValid && bridge.AreValid && OfWay(engine, bridge) is { } way)
            checks.Add(way);
        return checks;
    }

    /// <summary>A port that is free is well before the start, and not while the engine runs: without a bridge no study reaches it.</summary>
    internal static Check BesideEngine(Check bridge, EngineLook look) =>
        bridge.IsFree && look.Status is { } status && !status.Instrument.Any(i => i.StudyAttached)
            ? Check.Warn(
                bridge.Name,
                $"{bridge.Found}, while the engine runs: no bridge runs here, and no study is attached",
                "miaia run starts the bridge"
            )
            : bridge;

    // Whoever gives the engine another port forgets the bridge's side easily. Of an engine on another machine nothing is known here.
    private static Check? OfWay(ProgramSettings engine, ProgramSettings bridge)
    {
        const string Name = "bridge's engine";
        var (asked, served) = (new Uri(bridge.Text("EngineAddress")), EngineLook.AddressOf(engine));
        if (!asked.IsLoopback || served.Port == 0)
            return null;
        var (from, to) = (asked.GetLeftPart(UriPartial.Authority), served.GetLeftPart(UriPartial.Authority));
        return (asked.Scheme, asked.Port) == (served.Scheme, served.Port)
            ? Check.Ok(Name, from)
            : Check.Warn(
                Name,
                $"the bridge asks {from}, and the engine of these settings serves {to}",
                $"set EngineAddress of the bridge to {to}"
            );
    }

    private static Check OfEngine(ProgramSettings engine, EngineLook look)
    {
        const string Name = "port of the engine";
        var (address, port) = (IPAddress.Parse(engine.Text("Address")), engine.Number("Port") ?? 0);
        var asked = look.Address;
        // Somebody has named an engine, and these settings are another's.
        if (asked.Port != port || (!asked.IsLoopback && asked != EngineLook.AddressOf(engine)))
        {
            return look.Status is { } other
                ? Check.Ok(Name, $"{asked.Authority}: held by engine {other.EngineVersion}")
                : Check.NotKnown(Name, $"{asked.Authority}: no engine has answered there");
        }

        return look.Status is { } status ? Check.Ok(Name, $"{port}: held by engine {status.EngineVersion}")
            : IsFree(address, port) ? Check.Ok(Name, $"{port}: free")
            : Check.Fail(Name, $"{port}: held by a program that does not answer as our engine does. {look.WhyNot}", ToDo);
    }

    private static Task<Check> OfMetricsAsync(int port) =>
        OfServedAsync(
            "port of metrics",
            new UriBuilder("http", "127.0.0.1", port).Uri,
            "/healthz or /readyz",
            "our metrics",
            "the engine runs without metrics then"
        );

    private static async Task<Check> OfServedAsync(string name, Uri place, string mark, string ours, string otherwise)
    {
        if (IsFree(IPAddress.Loopback, place.Port))
            return Check.Ok(name, $"{place.Port}: free");
        using var client = new HttpClient();
        return await SaysAsync(client, place, mark)
            ? Check.Ok(name, $"{place.Port}: held by {ours}")
            : Check.Warn(name, $"{place.Port}: held by another program; {otherwise}", ToDo);
    }

    /// <summary>Whether who listens there answers with these words.</summary>
    internal static async Task<bool> SaysAsync(HttpClient client, Uri place, string mark)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            using var answer = await client.GetAsync(place, limit.Token);
            return (await answer.Content.ReadAsStringAsync(limit.Token)).Contains(mark, StringComparison.Ordinal);
        }
        catch (Exception other) when (other is HttpRequestException or OperationCanceledException)
        {
            // Whatever it is, it is not ours.
            return false;
        }
    }

    /// <summary>The port of the bridge, and whether a bridge has it.</summary>
    internal static async Task<Check> OfBridgeAsync(string endpoint)
    {
        const string Name = "port of the bridge";
        if (!int.TryParse(endpoint[(endpoint.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture, out var port))
            return Check.Ok(Name, $"{endpoint}: a free one at each start");
        var address = IPAddress.Parse(new Uri(endpoint).Host);
        if (IsFree(address, port))
            return Check.Ok(Name, $"{port}: free") with { IsFree = true };
        return await SpeaksZeroMqAsync(address, port)
            ? Check.Ok(Name, $"{port}: held by a program that speaks ZeroMQ, as our bridge does") with
            {
                IsHeldByOurs = true,
            }
            : Check.Fail(Name, $"{port}: held by a program that is no bridge", ToDo);
    }

    // The greeting of ZMTP 3: ten bytes of signature, at once.
    private static async Task<bool> SpeaksZeroMqAsync(IPAddress address, int port)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, port, limit.Token);
            var greeting = new byte[10];
            var read = 0;
            while (read < greeting.Length)
            {
                var more = await socket.ReceiveAsync(greeting.AsMemory(read), limit.Token);
                if (more == 0)
                    return false;
                read += more;
            }

            return greeting[0] == 0xFF && greeting[9] == 0x7F;
        }
        catch (Exception other) when (other is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Binds and lets go again; 0 is always free.</summary>
    internal static bool IsFree(IPAddress address, int port)
    {
        using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

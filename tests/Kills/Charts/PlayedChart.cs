using System.Text.Json.Nodes;
using MiaIa.Tests.Access;

namespace Kills.Charts;

/// <summary>A market that is played as fast as the study takes it, through study, bridge and engine on paper, and what stood on the chart at its end.</summary>
internal sealed class PlayedChart(string folder, MarketFiles market)
{
    // The engine tells a level at most once a second and the line of the VWAP every five.
    private const int RestMillis = 12_000;

    /// <summary>The drawings before the study left, sorted: tool, price, colour and text; without texts, which tell ages.</summary>
    internal IReadOnlyList<string> Drawings { get; private set; } = [];

    /// <summary>How many of them are signals.</summary>
    internal int Signals => Drawings.Count(drawing => drawing.StartsWith("marker", StringComparison.Ordinal));

    /// <summary>What the host and the study said.</summary>
    internal List<string> Log { get; } = [];

    /// <summary>Plays it once.</summary>
    /// <param name="events">What happens to the chart, such as <c>replay@1700</c>.</param>
    internal async Task PlayAsync(params string[] events)
    {
        var (enginePort, bridgePort) = (Ports.Free(), Ports.Free());
        using var engine = ChildProcess.Start(
            "engine",
            TradedDay.Beside("MiaIa.Engine.Host.dll"),
            [
                $"--Port={enginePort}",
                "--CoverageFloor=0.3",
                "--Options:HistoryFolder=",
                "--Page:Enabled=false",
                "--Metrics:Enabled=false",
                $"--CredentialsFolder={TestAccess.Folder}",
                $"--Journal:Directory={Path.Combine(folder, "journal")}",
                "--Log:Folder=",
                "--Reports:Folder=",
            ],
            _ => { }
        );
        await engine.ReadyAsync();
        using var bridge = ChildProcess.Start(
            "bridge",
            TradedDay.Beside("MiaIa.Bridge.dll"),
            [
                $"--StudyEndpoint=tcp://127.0.0.1:{bridgePort}",
                $"--EngineAddress=http://127.0.0.1:{enginePort}",
                $"--CredentialsFolder={TestAccess.Folder}",
            ],
            _ => { }
        );
        await bridge.ReadyAsync();
        var board = new SortedDictionary<int, string>();
        using var sierra = ChildProcess.Start(
            "stand-in",
            TradedDay.Built(TradedDay.StandIn),
            [
                .. new[] { "--study", TradedDay.Built(TradedDay.StudyLibrary), "--scid", market.Scid, "--depth", market.Depth },
                .. new[] { "--speed", "0", "--rest-ms", $"{RestMillis}", "--endpoint", $"tcp://127.0.0.1:{bridgePort}" },
                .. events.SelectMany(what => new[] { "--event", what }),
            ],
            line => Take(line, board),
            ("MIAIA_CREDENTIALS_FOLDER", TestAccess.Folder)
        );
        await sierra.EndedWellAsync();
        await bridge.StopAsync();
        await engine.StopAsync();
    }

    private void Take(string line, SortedDictionary<int, string> board)
    {
        if (!line.StartsWith('{') || JsonNode.Parse(line) is not { } said)
            return;
        switch ((string)said["type"]!)
        {
            case "log":
                Log.Add((string)said["text"]!);
                if (Log[^1].StartsWith("MIA IA: removed", StringComparison.Ordinal))
                    Drawings = [.. board.Values.Order(StringComparer.Ordinal)];
                break;
            case "draw" when (string)said["tool"]! == "text":
                break;
            case "draw" when (string)said["op"]! == "delete":
                board.Remove((int)said["line"]!);
                break;
            case "draw":
                board[(int)said["line"]!] = $"{said["tool"]} {said["price"]} {said["color"]} {said["text"]}";
                break;
        }
    }
}

using MiaIa.Engine.Runtime.Settings;

namespace MiaIa.Cli.Programs;

/// <summary>The ports that engine and bridge ask for.</summary>
internal static class ServedPorts
{
    /// <summary>The page's; null where it is off or takes free ones.</summary>
    internal static int? OfPage(ProgramSettings engine) => Shown(engine, "Page:Enabled", PageOf(engine).PortBeside(OfEngine(engine)));

    /// <summary>That of the page's streams.</summary>
    /// <inheritdoc cref="OfPage"/>
    internal static int? OfStreams(ProgramSettings engine) =>
        Shown(engine, "Page:Enabled", PageOf(engine).StreamPortBeside(OfEngine(engine)));

    /// <summary>That of metrics and health.</summary>
    /// <inheritdoc cref="OfPage"/>
    internal static int? OfMetrics(ProgramSettings engine) =>
        Shown(engine, "Metrics:Enabled", new MetricsSettings { Port = engine.Number("Metrics:Port") }.PortBeside(OfEngine(engine)));

    /// <summary>Why engine and bridge cannot run beside each other; null when they can, or when either has no valid settings.</summary>
    internal static string? Clash(ProgramSettings engine, ProgramSettings bridge)
    {
        if (!engine.AreValid || !bridge.AreValid)
            return null;
        var endpoint = bridge.Text("StudyEndpoint");
        foreach (
            var (key, port) in new (string, int?)[]
            {
                ("Port", OfEngine(engine)),
                ("Page:Port", OfPage(engine)),
                ("Page:StreamPort", OfStreams(engine)),
                ("Metrics:Port", OfMetrics(engine)),
            }
        )
        {
            if (port is > 0 && endpoint.EndsWith($":{port}", StringComparison.Ordinal))
                return $"StudyEndpoint {endpoint} has the port of the engine's {key}: each needs its own";
        }

        return null;
    }

    private static int OfEngine(ProgramSettings engine) => engine.Number("Port") ?? 0;

    private static PageSettings PageOf(ProgramSettings engine) =>
        new() { Port = engine.Number("Page:Port"), StreamPort = engine.Number("Page:StreamPort") };

    private static int? Shown(ProgramSettings engine, string isOn, int port) => engine.Flag(isOn) && port > 0 ? port : null;
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using MiaIa.Engine.Host.Monitoring;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Tests.Journal;

namespace MiaIa.Engine.Host.Tests.Monitoring;

/// <summary>What docs/operations says of the metrics, held to promtool and to a running engine.</summary>
public sealed partial class OperationsTests
{
    private static readonly string Root = RepositoryRoot();
    private static readonly string Folder = Path.Combine(Root, "docs", "operations");
    private static readonly string Rules = Path.Combine(Folder, "prometheus-rules.yaml");
    private static readonly string Cases = Path.Combine(Folder, "prometheus-rules.test.yaml");

    [Test]
    public async Task The_page_lists_every_metric_with_its_kind_and_no_other_so_that_no_name_changes_unseen()
    {
        using var measured = new Measured(EngineMonitor.MeterName);
        await using var engine = await RunningEngine.StartAsync();
        using var log = Hosting.ProgramLog.Open(Serilog.Events.LogEventLevel.Error, folder: null);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Scope == measured.Meters && instrument.Meter.Name == EngineMonitor.MeterName)
                found.Add($"{instrument.Name} {KindOf(instrument)}");
        };
        listener.Start();
        await using var monitor = EngineMonitorTests.Of(engine, measured, log: log);
        Assert.That(Listed().Select(row => $"{row.Name} {row.Kind}").Order(StringComparer.Ordinal), Is.EqualTo(found));
    }

    [Test]
    public async Task Every_metric_that_is_listed_drawn_or_watched_is_in_the_scrape_of_a_running_engine_and_promtool_takes_it()
    {
        using var engine = await ScrapedEngine.StartAsync();
        var used = Expressions().Append(await File.ReadAllTextAsync(Rules)).SelectMany(NamesIn).Distinct().ToArray();
        Assert.That(used, Has.Length.GreaterThan(40));
        // As a line of the scrape begins: a name, and then its labels.
        var text = await engine.ScrapeAsync([.. used.Select(name => name + "{")]);
        var families = Families(text);
        using (Assert.EnterMultipleScope())
        {
            foreach (var (name, kind) in Listed())
                Assert.That(families.GetValueOrDefault(PrometheusNameOf(families, name)), Is.EqualTo(kind), name);
        }

        Assert.That(await PromtoolAsync(text, "check", "metrics"), Is.EqualTo(""), "promtool has nothing to say");
    }

    [Test]
    public async Task Every_panel_of_the_dashboard_is_an_expression_that_promtool_takes()
    {
        using var folder = new TemporaryFolder();
        var rules = Expressions()
            .Select((expression, i) => $"      - record: panel:{i}\n        expr: {JsonSerializer.Serialize(expression)}\n");
        await File.WriteAllTextAsync(folder.File("panels.yaml"), $"groups:\n  - name: panels\n    rules:\n{string.Concat(rules)}");
        await PromtoolAsync("", "check", "rules", folder.File("panels.yaml"));
        await File.WriteAllTextAsync(folder.File("wrong.yaml"), "groups: [{ name: a, rules: [{ record: b, expr: 'sum(' }] }]");
        Assert.That(
            async () => await PromtoolAsync("", "check", "rules", folder.File("wrong.yaml")),
            Throws.InstanceOf<AssertionException>()
        );
    }

    [Test]
    public async Task Every_alert_has_a_case_in_which_it_comes_and_one_in_which_it_does_not()
    {
        await PromtoolAsync("", "check", "rules", Rules);
        await PromtoolAsync("", "test", "rules", Cases);
        var alerts = AlertName().Matches(await File.ReadAllTextAsync(Rules)).Select(match => match.Groups["name"].Value).ToArray();
        var cases = (await File.ReadAllTextAsync(Cases)).Split("alertname: ")[1..];
        Assert.That(alerts, Is.Unique.And.Length.GreaterThan(10));
        foreach (var alert in alerts)
        {
            var own = cases.Where(text => text.StartsWith(alert + "\n", StringComparison.Ordinal)).ToArray();
            Assert.That(own.Count(text => text.Contains("exp_labels:", StringComparison.Ordinal)), Is.EqualTo(1), alert);
            Assert.That(own.Count(text => text.Contains("exp_alerts: []", StringComparison.Ordinal)), Is.EqualTo(1), alert);
        }
    }

    private static string KindOf(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        if (type.StartsWith("Histogram", StringComparison.Ordinal))
            return "histogram";
        return type.Contains("Counter", StringComparison.Ordinal) ? "counter" : "gauge";
    }

    private static IEnumerable<(string Name, string Kind)> Listed() =>
        from Match row in ListedRow().Matches(File.ReadAllText(Path.Combine(Folder, "README.md")))
        select (row.Groups["name"].Value, row.Groups["kind"].Value);

    // Its unit is in the name, where it has one.
    private static string PrometheusNameOf(Dictionary<string, string> families, string name)
    {
        var stem = name.Replace('.', '_');
        string[] endings = ["", "_total", "_seconds", "_bytes", "_bytes_total"];
        return endings.Select(ending => stem + ending).FirstOrDefault(families.ContainsKey, stem);
    }

    private static Dictionary<string, string> Families(string scrape) =>
        TypeLine().Matches(scrape).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["kind"].Value);

    // The rate's interval is Grafana's to say.
    private static IEnumerable<string> Expressions()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "grafana-dashboard.json")));
        return
        [
            .. from panel in dashboard.RootElement.GetProperty("panels").EnumerateArray()
            where panel.GetProperty("type").GetString() != "row"
            from target in panel.GetProperty("targets").EnumerateArray()
            select target.GetProperty("expr").GetString()!.Replace("$__rate_interval", "5m", StringComparison.Ordinal),
        ];
    }

    private static IEnumerable<string> NamesIn(string text) => MetricName().Matches(text).Select(match => match.Value);

    private static async Task<string> PromtoolAsync(string input, params string[] arguments)
    {
        var own = Path.Combine(Root, "build", "promtool");
        var start = new ProcessStartInfo(File.Exists(own) ? own : "promtool", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var promtool = Process.Start(start)!;
        var (output, error) = (promtool.StandardOutput.ReadToEndAsync(), promtool.StandardError.ReadToEndAsync());
        await promtool.StandardInput.WriteAsync(input);
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync();
        Assert.That(promtool.ExitCode, Is.Zero, $"promtool {string.Join(' ', arguments)}: {await output}{await error}");
        return input.Length > 0 ? await output + await error : "";
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MiaIa.Bridge.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("the tests are not in the repository");
    }

    [GeneratedRegex(@"\b(miaia|dotnet)_[a-z0-9_]+", RegexOptions.ExplicitCapture)]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^\| `(?<name>miaia\.[a-z0-9_.]+)` \| (?<kind>counter|gauge|histogram) \|", RegexOptions.Multiline)]
    private static partial Regex ListedRow();

    [GeneratedRegex(@"^# TYPE (?<name>\S+) (?<kind>\S+)$", RegexOptions.Multiline)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"- alert: (?<name>\w+)")]
    private static partial Regex AlertName();
}

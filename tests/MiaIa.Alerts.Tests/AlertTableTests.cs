using System.Globalization;

namespace MiaIa.Alerts.Tests;

/// <summary>The table in docs/operations/alerts.md is this one. Where it differs, the message is the table to paste.</summary>
public sealed class AlertTableTests
{
    [Test]
    public void The_document_shows_the_table_of_kinds()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "operations", "alerts.md"));
        var table = string.Join('\n', AlertKinds.All.Select(Row));
        Assert.That(page, Does.Contain(table), table);
    }

    private static string Row(AlertKind kind) =>
        $"| `{kind.Name}` ({(int)kind.Code}) | {kind.Severity} | {Text(kind.Cooldown)} | {(kind.Escalates is { } after ? Text(after) : "–")} | {Text(kind.Expires)} | {kind.Does} |";

    private static string Text(TimeSpan time) =>
        time == TimeSpan.Zero ? "–"
        : time.TotalHours >= 24 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0} d")
        : time.TotalMinutes >= 60 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} h")
        : time.TotalSeconds >= 60 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MiaIa.Bridge.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run below the repository");
        return folder.FullName;
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MiaIa.Alerts;
using MiaIa.Alerts.Book;
using MiaIa.Hosting;

namespace MiaIa.Engine.Host.Alerts;

/// <summary>
/// The book of alerts in a small file beside the journal: one line with a checksum, then JSON. It has its name only when it is whole, and whatever is
/// wrong with it costs what was told before, never the engine.
/// </summary>
internal sealed class AlertFile(string folder)
{
    private const string Head = "miaia-alerts 1 ";
    private const int BytesMax = 1 << 20;
    private const int TextCharactersMax = 500;

    private static readonly JsonSerializerOptions Layout = new() { IgnoreReadOnlyProperties = true };

    /// <summary>Where it lies.</summary>
    internal string FullName { get; } = Path.Combine(folder, "alerts.json");

    /// <summary>Reads it; null where there is none.</summary>
    /// <exception cref="InvalidDataException">It is not one of ours, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    internal SavedAlerts? Read()
    {
        if (!File.Exists(FullName))
            return null;
        if (new FileInfo(FullName).Length > BytesMax)
            throw new InvalidDataException("it is too long");
        var text = File.ReadAllText(FullName);
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 || text[..end] != Head + SumOf(text[(end + 1)..]))
            throw new InvalidDataException("its checksum is not that of its text");
        try
        {
            var saved = JsonSerializer.Deserialize<SavedAlerts>(text[(end + 1)..], Layout);
            return saved?.Alerts is { Count: <= AlertBook.ListedMax } alerts && alerts.All(IsSound)
                ? saved
                : throw new InvalidDataException("it holds an alert that there cannot be");
        }
        catch (JsonException unreadable)
        {
            throw new InvalidDataException(unreadable.Message, unreadable);
        }
    }

    /// <summary>Writes it, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    internal void Write(SavedAlerts saved)
    {
        var bounded = saved with { Alerts = [.. saved.Alerts.Select(one => one with { Alert = Bounded(one.Alert) })] };
        var text = JsonSerializer.Serialize(bounded, Layout);
        var unfinished = FullName + ".tmp";
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.UTF8.GetBytes($"{Head}{SumOf(text)}\n{text}"));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, FullName, overwrite: true);
    }

    private static Alert Bounded(Alert alert) => alert with { Text = PrintableText.From(alert.Text, TextCharactersMax) };

    private static bool IsSound(SavedAlert? saved) =>
        saved?.Alert is { Subject: not null, Text: not null, AcknowledgedBy: not null, Count: > 0 } alert
        && Enum.IsDefined(alert.Code)
        && Enum.IsDefined(alert.Severity)
        && saved.HeardBy?.Contains(null) != true
        && saved.SilentFor >= TimeSpan.Zero;

    private static string SumOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;

namespace MiaIa.Hosting;

/// <summary>
/// One event as a line: <c>2026-11-28 14:30:00.123 -05:00 WRN 13 ES: frame 7 refused</c>. Whatever is in the text, an event is one line,
/// and its exception follows on lines that are set in: nothing from outside can look like a line of ours.
/// </summary>
internal sealed class LogLine : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{logEvent.Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {LevelOf(logEvent.Level)} ");
        if (IdOf(logEvent) is var id and not 0)
            line.Append(CultureInfo.InvariantCulture, $"{id} ");
        PrintableText.Append(line, MessageOf(logEvent));
        line.AppendLine();
        if (logEvent.Exception is not null)
        {
            foreach (var text in logEvent.Exception.ToString().Split('\n'))
            {
                line.Append("    ");
                PrintableText.Append(line, text.TrimEnd('\r'));
                line.AppendLine();
            }
        }

        output.Write(line);
    }

    /// <summary>The number of the line in the code; 0 = it has none.</summary>
    internal static int IdOf(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue("EventId", out var id) && id is ScalarValue { Value: int number } ? number : 0;

    /// <summary>What the event says, as it came.</summary>
    internal static string MessageOf(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            // Texts without quotes: a line is read by a person.
            var value = token is PropertyToken property ? logEvent.Properties.GetValueOrDefault(property.PropertyName) : null;
            if (value is ScalarValue { Value: string plain })
                text.Write(plain);
            else
                token.Render(logEvent.Properties, text, CultureInfo.InvariantCulture);
        }

        return text.ToString();
    }

    internal static string LevelOf(LogEventLevel level) =>
        level switch
        {
            LogEventLevel.Verbose => "VRB",
            LogEventLevel.Debug => "DBG",
            LogEventLevel.Information => "INF",
            LogEventLevel.Warning => "WRN",
            LogEventLevel.Error => "ERR",
            _ => "FTL",
        };
}

using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace MiaIa.Hosting.Logs;

/// <summary>
/// Stands before every target: what it passes on holds no secret, in whatever part of the event it was: a value, the text around the values,
/// the two together, or an exception. An event without one is passed on as it is.
/// </summary>
/// <param name="inner">Takes the events.</param>
/// <param name="secrets">What to hide.</param>
/// <param name="messageOf">An event's text as the lines have it.</param>
internal sealed class MaskedEvents(ILogEventSink inner, SecretTexts secrets, Func<LogEvent, string> messageOf) : ILogEventSink, IDisposable
{
    public void Emit(LogEvent logEvent) => inner.Emit(Masked(logEvent));

    public void Dispose() => (inner as IDisposable)?.Dispose();

    internal LogEvent Masked(LogEvent logEvent)
    {
        var values = new Dictionary<string, LogEventPropertyValue>();
        foreach (var (name, value) in logEvent.Properties)
        {
            if (name != "EventId" && Masked(value) is var masked && !ReferenceEquals(masked, value))
                values[name] = masked;
        }

        var exception = logEvent.Exception is { } thrown ? Masked(thrown) : null;
        var properties = logEvent.Properties.Select(p => new LogEventProperty(p.Key, values.GetValueOrDefault(p.Key, p.Value))).ToArray();
        var changed = new LogEvent(logEvent.Timestamp, logEvent.Level, exception, logEvent.MessageTemplate, properties);
        // Also what only text and values together are.
        var message = messageOf(changed);
        var template = logEvent.MessageTemplate;
        if (!ReferenceEquals(secrets.Without(message), message) || !ReferenceEquals(secrets.Without(template.Text), template.Text))
        {
            var text = secrets.Without(message);
            template = new MessageTemplate(text, [new TextToken(text)]);
        }

        return values.Count == 0 && ReferenceEquals(exception, logEvent.Exception) && ReferenceEquals(template, logEvent.MessageTemplate)
            ? logEvent
            : new LogEvent(logEvent.Timestamp, logEvent.Level, exception, template, properties);
    }

    private Exception Masked(Exception thrown)
    {
        var text = thrown.ToString();
        var without = secrets.Without(text);
        return ReferenceEquals(text, without) ? thrown : new MaskedException(without);
    }

    private LogEventPropertyValue Masked(LogEventPropertyValue value)
    {
        if (value is ScalarValue scalar)
            return Masked(scalar);
        // Lists and objects are rare here: the whole one as a text where there is a secret in it. Quotes are all that is escaped in one.
        var text = value.ToString(null, CultureInfo.InvariantCulture).Replace("\\\"", "\"", StringComparison.Ordinal);
        return HasSecret(value) || !ReferenceEquals(secrets.Without(text), text) ? new ScalarValue(secrets.Without(text)) : value;
    }

    private ScalarValue Masked(ScalarValue value)
    {
        if (value.Value is null)
            return value;
        var text = value.Value as string ?? Convert.ToString(value.Value, CultureInfo.InvariantCulture) ?? "";
        var without = secrets.Without(text);
        return ReferenceEquals(text, without) ? value : new ScalarValue(without);
    }

    // Within a list or an object quotes are escaped: a secret with one in it is found only in the value itself.
    private bool HasSecret(LogEventPropertyValue value) =>
        value switch
        {
            ScalarValue scalar => !ReferenceEquals(Masked(scalar), scalar),
            SequenceValue list => list.Elements.Any(HasSecret),
            StructureValue parts => parts.Properties.Any(part => HasSecret(part.Value)),
            DictionaryValue pairs => pairs.Elements.Any(pair => HasSecret(pair.Key) || HasSecret(pair.Value)),
            _ => false,
        };

    private sealed class MaskedException(string text) : Exception
    {
        public override string ToString() => text;
    }
}

using System.Text;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Hashing;
using MiaIa.Engine.Runtime.Settings;

namespace MiaIa.Engine.Runtime.State;

/// <summary>What decides how inputs become decisions: the same options and the same journal give the same bytes.</summary>
/// <param name="Instruments">One core each, in this order.</param>
/// <param name="EngineVersion">Named in Welcome and in the journal.</param>
public sealed record EngineOptions(IReadOnlyList<InstrumentOptions> Instruments, string EngineVersion)
{
    private const string AccountPath = "account";

    /// <summary>The limits of the account over all instruments.</summary>
    public AccountOptions Account { get; init; } = new();

    /// <summary>What becomes of orders; the same for every instrument.</summary>
    public TradingMode Mode => Instruments[0].Trading.Mode;

    /// <summary>The same in another mode.</summary>
    public EngineOptions In(TradingMode mode) =>
        this with
        {
            Instruments = [.. Instruments.Select(instrument => instrument with { Trading = instrument.Trading with { Mode = mode } })],
        };

    /// <summary>The version of this build.</summary>
    public static string BuildVersion { get; } = typeof(EngineOptions).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>The options that the settings ask for.</summary>
    public static EngineOptions From(EngineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new([.. settings.Instruments.Select(i => i.Options(settings.CoverageFloor, settings.Trading))], BuildVersion)
        {
            Account = settings.Account.Options,
        };
    }

    /// <summary>A hash over every option of every instrument, so that a journal says with which it was made.</summary>
    public ulong SettingsHash() => HashOf(Text(place => $"{place}"));

    /// <summary>Every option with its value, a line each, instruments by their names. Of the names of accounts only a hash is told.</summary>
    public string SettingsText() =>
        string.Concat(
            Text(place => Instruments[place].Name).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Masked(line) + "\n")
        );

    /// <summary>Every option with its value, a line each, for <see cref="Read"/>; names of accounts are in it.</summary>
    public string WholeText() => Text(place => $"{place}");

    /// <summary>
    /// The options that a text of <see cref="WholeText"/> names, and these where it names none. Null when it cannot be read, or names what these do not
    /// have: then it says something that would be lost.
    /// </summary>
    public EngineOptions? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var parts = line.Split('=', 2);
            values[parts[0]] = parts[^1];
        }

        var instruments = new InstrumentOptions?[
            values.Keys.Count(name => name.EndsWith($".{nameof(InstrumentOptions.Name)}", StringComparison.Ordinal))
        ];
        for (var place = 0; place < instruments.Length; place++)
        {
            var pattern = Instruments.FirstOrDefault(own => values.GetValueOrDefault($"{place}.{nameof(own.Name)}") == own.Name);
            instruments[place] = OptionReader.Read(pattern ?? Instruments[0], values, $"{place}");
        }

        if (instruments.Length == 0 || instruments.Contains(null) || OptionReader.Read(Account, values, AccountPath) is not { } account)
            return null;
        var read = this with { Instruments = instruments!, Account = account };
        var known = read.WholeText().Split('\n').ToHashSet(StringComparer.Ordinal);
        return Array.TrueForAll(lines, known.Contains) ? read : null;
    }

    /// <summary>What other options have otherwise, a line each: <c>ES.Signals.StopTicks 8 → 6</c>.</summary>
    public IReadOnlyList<string> DifferencesTo(EngineOptions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var own = SettingsText().Split('\n').ToHashSet(StringComparer.Ordinal);
        var ownValues = own.Where(line => line.Contains('=', StringComparison.Ordinal))
            .ToDictionary(line => line.Split('=', 2)[0], line => line.Split('=', 2)[1], StringComparer.Ordinal);
        return
        [
            .. other
                .SettingsText()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !own.Contains(line))
                .Select(line => line.Split('=', 2))
                .Select(parts => $"{parts[0]} {ownValues.GetValueOrDefault(parts[0], "none")} → {parts[1]}"),
        ];
    }

    private string Text(Func<int, string> nameOf)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Instruments.Count; i++)
            text.AppendOptions(Instruments[i], nameOf(i));
        return text.AppendOptions(Account, AccountPath).ToString();
    }

    private static string Masked(string line)
    {
        var value = line.IndexOf('=', StringComparison.Ordinal) + 1;
        return line.AsSpan(0, value).Contains(nameof(TradingSettings.LiveAccounts), StringComparison.Ordinal)
            ? $"{line[..value]}*** {HashOf(line[value..]):x16}"
            : line;
    }

    private static ulong HashOf(string text) => Fnv1a.Append(Fnv1a.Seed, Encoding.UTF8.GetBytes(text));
}

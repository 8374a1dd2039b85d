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

    private string Text(Func<int, string> nameOf)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Instruments.Count; i++)
            text.AppendOptions(Instruments[i], nameOf(i));
        return text.AppendOptions(Account, "account").ToString();
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

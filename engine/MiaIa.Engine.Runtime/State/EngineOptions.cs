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
    public ulong SettingsHash()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Instruments.Count; i++)
            text.AppendOptions(Instruments[i], $"{i}");
        text.AppendOptions(Account, "account");

        return Fnv1a.Append(Fnv1a.Seed, Encoding.UTF8.GetBytes(text.ToString()));
    }
}

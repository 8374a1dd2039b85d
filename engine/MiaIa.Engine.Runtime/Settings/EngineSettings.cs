using System.ComponentModel.DataAnnotations;
using System.Net;
using MiaIa.Engine.Pipeline;
using MiaIa.Settings;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>Everything a trader can set: appsettings.json, then MIAIA__ENGINE__…, then --Key=value.</summary>
public sealed class EngineSettings : ICrossChecked
{
    /// <summary>The address that the server listens on; a loopback address.</summary>
    [Setting("Address to listen on. Loopback only: another one would need TLS and a token, which this engine does not have yet.")]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The TCP port; 0 takes a free one.</summary>
    [Setting("TCP port; 0 takes a free one.")]
    [Range(0, 65_535)]
    public int Port { get; init; } = 50551;

    /// <summary>Share of the score that has to be valid before a signal may be born.</summary>
    [Setting("Share of the score that has to be valid before a signal may be born.", Unit = "share")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double CoverageFloor { get; init; } = 0.70;

    /// <summary>The journal.</summary>
    [Setting("The journal of every input.")]
    public JournalSettings Journal { get; init; } = new();

    /// <summary>Option chains.</summary>
    [Setting("Option chains from files, and the days before.")]
    public OptionSettings Options { get; init; } = new();

    /// <summary>The IB Gateway.</summary>
    [Setting("The IB Gateway that options and volatility come from.")]
    public IbkrSettings Ibkr { get; init; } = new();

    /// <summary>The log.</summary>
    [Setting("The log.")]
    public LogSettings Log { get; init; } = new();

    /// <summary>The instruments, one core each.</summary>
    [Setting("The instruments, one core each.")]
    public IReadOnlyList<InstrumentSettings> Instruments { get; init; } =
    [
        InstrumentSettings.From(InstrumentOptions.Es),
        InstrumentSettings.From(InstrumentOptions.Mes),
        InstrumentSettings.From(InstrumentOptions.Nq),
        InstrumentSettings.From(InstrumentOptions.Mnq),
    ];

    /// <inheritdoc/>
    public IEnumerable<SettingProblem> Problems()
    {
        if (Instruments.Count == 0)
            yield return new SettingProblem("Instruments", null, "the whole", "at least one instrument is needed");

        if (!IPAddress.TryParse(Address, out var address))
        {
            yield return new SettingProblem("Address", Address, "the whole", "must be an IP address, 127.0.0.1 or ::1");
        }
        else if (!IPAddress.IsLoopback(address))
        {
            yield return new SettingProblem(
                "Address",
                Address,
                "the whole",
                "only a loopback address is allowed (127.0.0.1 or ::1): anything else would need TLS and a token"
            );
        }

        foreach (var problem in Ibkr.Problems())
            yield return problem;

        foreach (var twice in Instruments.GroupBy(i => i.Name).Where(g => g.Count() > 1))
            yield return new SettingProblem("Instruments", twice.Key, "the whole", "each instrument is given once");

        foreach (var problem in Instruments.SelectMany((instrument, i) => instrument.Problems($"Instruments:{i}")))
            yield return problem;
    }
}

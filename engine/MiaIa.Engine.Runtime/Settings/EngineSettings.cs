using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings.Alerts;
using MiaIa.Engine.Runtime.Trading;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>Everything a trader can set: appsettings.json, then MIAIA__ENGINE__…, then --Key=value.</summary>
public sealed class EngineSettings : IValidatableObject
{
    /// <summary>The address that the server listens on; another one than loopback needs <see cref="Tls"/>.</summary>
    [Description("Address to listen on; another one than loopback needs Tls:Certificate. The page has one of its own: Page:Address.")]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The TCP port; 0 takes a free one.</summary>
    [Description("TCP port; 0 takes a free one.")]
    [Range(0, 65_535)]
    public int Port { get; init; } = 50551;

    /// <summary>Folder of the token files; empty = the user's own.</summary>
    [Description("Folder of the token files that callers must prove; empty = MiaIa in this user's folder for local program files.")]
    public string CredentialsFolder { get; init; } = "";

    /// <summary>TLS of the port.</summary>
    [Description("TLS of the port, without which it is for this machine only.")]
    public TlsSettings Tls { get; init; } = new();

    /// <summary>Share of the score that has to be valid before a signal may be born.</summary>
    [Description("Share of the score that has to be valid before a signal may be born.")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double CoverageFloor { get; init; } = InstrumentOptions.Es.Signals.CoverageFloor;

    /// <summary>What becomes of signals.</summary>
    [Description("What becomes of signals.")]
    public TradingSettings Trading { get; init; } = new();

    /// <summary>The limits of the account.</summary>
    [Description("The limits of the account over all instruments.")]
    public AccountSettings Account { get; init; } = new();

    /// <summary>The journal.</summary>
    [Description("The journal of every input.")]
    public JournalSettings Journal { get; init; } = new();

    /// <summary>The database of trades.</summary>
    [Description("The SQLite database of signals, orders and trades; it follows the journal.")]
    public ProjectionSettings Projection { get; init; } = new();

    /// <summary>Reports and snapshots.</summary>
    [Description("Reports of each day, week and month, and snapshots of the state.")]
    public ReportSettings Reports { get; init; } = new();

    /// <summary>Option chains.</summary>
    [Description("Option chains from files, and the days before.")]
    public OptionSettings Options { get; init; } = new();

    /// <summary>The IB Gateway.</summary>
    [Description("The IB Gateway that options and volatility come from.")]
    public IbkrSettings Ibkr { get; init; } = new();

    /// <summary>The page in a browser.</summary>
    [Description("The page in a browser; miaia page lets one in.")]
    public PageSettings Page { get; init; } = new();

    /// <summary>Levels of vendors.</summary>
    [Description("Levels of vendors, shown beside ours on the page; no decision reads them.")]
    public VendorSettings Vendors { get; init; } = new();

    /// <summary>Metrics and health.</summary>
    [Description("Metrics and health for who watches the program.")]
    public MetricsSettings Metrics { get; init; } = new();

    /// <summary>Alerts.</summary>
    [Description("How a person hears of what goes wrong: docs/operations/alerts.md.")]
    public AlertSettings Alerts { get; init; } = new();

    /// <summary>The log.</summary>
    [Description("The log.")]
    public LogSettings Log { get; init; } = new();

    /// <summary>The instruments, one core each.</summary>
    [Description("The instruments, one core each.")]
    public IReadOnlyList<InstrumentSettings> Instruments { get; init; } =
    [new(InstrumentOptions.Es), new(InstrumentOptions.Mes), new(InstrumentOptions.Nq), new(InstrumentOptions.Mnq)];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var instrument in Instruments)
        {
            if (Contradiction(instrument) is { } contradiction)
                yield return new ValidationResult(contradiction, [nameof(Account), nameof(Instruments), nameof(Trading)]);
        }

        foreach (var refused in RefusedByStudy())
            yield return refused;

        foreach (var ports in PortFaults())
            yield return ports;

        foreach (var unreachable in Page.ReachFaults(Tls))
            yield return new ValidationResult(unreachable, [nameof(Page), nameof(Tls)]);

        if (Instruments.Count == 0)
            yield return new ValidationResult("at least one instrument is needed", [nameof(Instruments)]);

        if (!IPAddress.TryParse(Address, out var address))
        {
            yield return new ValidationResult("must be an IP address, such as 127.0.0.1 or ::1", [nameof(Address)]);
        }
        else if (address.IsIPv4MappedToIPv6)
        {
            yield return new ValidationResult($"write it as {address.MapToIPv4()}", [nameof(Address)]);
        }
        else if (!IPAddress.IsLoopback(address) && !Tls.IsOn)
        {
            yield return new ValidationResult(
                "without Tls:Certificate only a loopback address is allowed (127.0.0.1 or ::1): a token in the clear is one for everybody",
                [nameof(Address)]
            );
        }
    }

    private IEnumerable<ValidationResult> PortFaults()
    {
        var above = new[]
        {
            (Key: "Page:Port", Port: Page.Enabled ? Page.PortBeside(Port) : 0),
            (Key: "Page:StreamPort", Port: Page.Enabled ? Page.StreamPortBeside(Port) : 0),
            (Key: "Metrics:Port", Port: Metrics.Enabled ? Metrics.PortBeside(Port) : 0),
        }
            .Where(follower => follower.Port > IPEndPoint.MaxPort)
            .ToArray();
        if (above.Length > 0)
        {
            var would = string.Join(", ", above.Select(follower => $"{follower.Key} would be {follower.Port}"));
            yield return new ValidationResult($"{would}, above {IPEndPoint.MaxPort}: set a lower Port, or those", [nameof(Port)]);
        }

        if (Page.Contradiction(Port) is { } ofPage)
            yield return new ValidationResult(ofPage, [nameof(Page), nameof(Port)]);
        else if (Metrics.Contradiction(Port, Page) is { } ofMetrics)
            yield return new ValidationResult(ofMetrics, [nameof(Metrics), nameof(Page), nameof(Port)]);
    }

    // Said at the start instead of with every signal.
    private IEnumerable<ValidationResult> RefusedByStudy()
    {
        if (Trading.Mode == TradingMode.DryRun)
            yield break;
        if (Trading.DriftTicksMax > StudyLimits.DriftTicksMax)
        {
            yield return new ValidationResult(
                $"DriftTicksMax {Trading.DriftTicksMax}: the study refuses every command with more than {StudyLimits.DriftTicksMax}",
                [nameof(Trading)]
            );
        }

        foreach (var instrument in Instruments)
        {
            if (Math.Max(instrument.StopTicks, instrument.TargetTicks) > StudyLimits.OffsetTicksMax)
            {
                yield return new ValidationResult(
                    $"{instrument.Name}: StopTicks {instrument.StopTicks} and TargetTicks {instrument.TargetTicks}: the study refuses more than {StudyLimits.OffsetTicksMax}",
                    [nameof(Instruments)]
                );
            }
        }
    }

    // What one entry can lose against what a day may lose: the core's own check, so that there is one.
    private string? Contradiction(InstrumentSettings instrument)
    {
        try
        {
            var options = instrument.Options(CoverageFloor, Trading);
            var risk = options.Trading.Risk with { CeilingContracts = options.Signals.CeilingContracts };
            risk.ValidateWith(Account.Options, options.OfAccount(), options.Signals.StopTicks);
            return null;
        }
        catch (ArgumentException contradiction)
        {
            return contradiction.Message.Split(" (Parameter", 2)[0];
        }
    }
}

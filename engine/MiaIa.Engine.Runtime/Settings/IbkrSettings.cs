using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>The IB Gateway that option data comes from.</summary>
public sealed class IbkrSettings : IValidatableObject
{
    /// <summary>Whether a Gateway is asked at all.</summary>
    [Description("Ask an IB Gateway for options and volatility. It is data only: no order goes there.")]
    public bool Enabled { get; init; }

    /// <summary>The Gateway's host.</summary>
    [Description("Host name or address of IB Gateway or TWS.")]
    [Required(ErrorMessage = "a host is needed")]
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The Gateway's port.</summary>
    [Description("TCP port: IB Gateway 4001 live and 4002 paper, TWS 7496 and 7497.")]
    [Range(1, 65_535)]
    public int Port { get; init; } = 4002;

    /// <summary>The client id.</summary>
    [Description("Client id; one program at a time may hold it.")]
    [Range(0, int.MaxValue)]
    public int ClientId { get; init; } = 999;

    /// <summary>Other client ids.</summary>
    [Description("Client ids that are tried, in this order, when ClientId stays taken or seems so.")]
    [Range(0, int.MaxValue)]
    public IReadOnlyList<int> AlternateClientIds { get; init; } = [];

    /// <summary>How long the Gateway may take to connect, to take bytes and to become ready, in s.</summary>
    [Description("How long the Gateway may take to connect, to take bytes and to become ready (s).")]
    [Range(1, 600)]
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Quick attempts after a session was lost.</summary>
    [Description("Quick attempts, 3 s apart, after a session was lost; slow ones follow for ever.")]
    [Range(0, 100)]
    public int QuickAttempts { get; init; } = 3;

    /// <summary>The longest wait between slow attempts, in s; the shortest is half of it.</summary>
    [Description("Longest wait between slow attempts; it is drawn between half of this and this (s).")]
    [Range(2, 3_600)]
    public int SlowWaitSeconds { get; init; } = 60;

    /// <summary>Market-data lines of the login.</summary>
    [Description("Market-data lines of the login, shared with TWS and every other program of it (lines).")]
    [Range(20, 10_000)]
    public int Lines { get; init; } = 100;

    /// <summary>Where contracts and open interest are kept.</summary>
    [Description(
        "Folder of the day's contracts and open interest, so that a restart does not ask again; it is created. Empty = nothing is kept."
    )]
    public string CacheFolder { get; init; } = "options-cache";

    /// <summary>Whether open interest is read contract by contract.</summary>
    [Description(
        "Read the open interest of every contract, about half an hour each morning. Not needed when a quote table of the day lies in Options:Folder."
    )]
    public bool SweepOpenInterest { get; init; } = true;

    /// <summary>Whether QQQ options step in.</summary>
    [Description("QQQ options step in while those of SPX bring nothing.")]
    public bool QqqBackup { get; init; } = true;

    /// <summary>What the values are declared as.</summary>
    [Description(
        "What the Gateway's values are declared as. Replay and Synthetic are for a simulated Gateway: such values never serve a live chart."
    )]
    public IbkrSource Source { get; init; } = IbkrSource.Live;

    /// <summary>How much faster a simulated Gateway's clock runs.</summary>
    [Description("Of a simulated Gateway: seconds of its clock in a second.")]
    [Range(1.0, 1_000.0)]
    public double ClockSpeed { get; init; } = 1;

    /// <summary>When a simulated Gateway's market begins.</summary>
    [Description(
        "Of a simulated Gateway: its market's time at the start, ISO 8601; empty = now. Once a tape plays, values carry the tape's time."
    )]
    public string ClockStart { get; init; } = "";

    /// <summary>The moment that <see cref="ClockStart"/> names; null when it names none.</summary>
    internal DateTimeOffset? StartsAt =>
        DateTimeOffset.TryParse(ClockStart, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start) ? start : null;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Source == IbkrSource.Live && (ClockSpeed != 1 || ClockStart.Length > 0))
        {
            yield return new ValidationResult(
                "a live Gateway has the wall's clock: ClockSpeed and ClockStart are for simulated ones",
                [nameof(Source)]
            );
        }

        if (ClockStart.Length > 0 && StartsAt is null)
            yield return new ValidationResult("not a moment like 2026-11-25T14:30:00Z", [nameof(ClockStart)]);
    }
}

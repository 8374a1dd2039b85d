namespace MiaIa.GatewaySim.Faults;

/// <summary>What is broken now. Changed and read under the Gateway's gate, except <see cref="Awake"/>.</summary>
internal sealed class FaultState
{
    private TaskCompletionSource? _hang;

    /// <summary>The market-data farm is down.</summary>
    public bool IsFarmDown { get; set; }

    public bool IsHistoryDown { get; set; }

    public bool IsDefinitionsDown { get; set; }

    /// <summary>Requests for definitions are not answered at all, instead of by 200.</summary>
    public bool AreDefinitionsSilent { get; set; }

    /// <summary>The market stands still: open lines are silent, and a new one is answered with the values of this moment.</summary>
    public TimeSpan? StillAt { get; set; }

    /// <summary>Every new line of an option, and every request for its contracts, is refused by this code; 0 = none is.</summary>
    public int RefusalCode { get; set; }

    /// <summary>Only this class and last trading day is refused: <c>SPXW 20260105</c>; empty = all.</summary>
    public string RefusedExpiry { get; set; } = "";

    /// <summary>What VIX says instead of its level; NaN can be said, too.</summary>
    public double? Vix { get; set; }

    /// <summary>SPX says no last value, only high, low and close.</summary>
    public bool IsWithoutLast { get; set; }

    /// <summary>1100 or 2110 has been told, and nothing since.</summary>
    public bool IsLinkLost { get; set; }

    public bool IsWedged { get; set; }

    /// <summary>By how much model rows come late.</summary>
    public TimeSpan ModelExtraDelay { get; set; }

    /// <summary>No value goes out.</summary>
    public bool IsSilent => IsFarmDown || IsLinkLost || IsHung;

    public bool IsHung => Volatile.Read(ref _hang) is not null;

    /// <summary>Completes when nothing hangs.</summary>
    public Task Awake => Volatile.Read(ref _hang)?.Task ?? Task.CompletedTask;

    public void Hang() => Volatile.Write(ref _hang, _hang ?? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public void Wake()
    {
        var hang = _hang;
        Volatile.Write(ref _hang, null);
        hang?.SetResult();
    }

    /// <summary>What a restart heals.</summary>
    public void Heal()
    {
        Wake();
        IsFarmDown = IsHistoryDown = IsDefinitionsDown = IsLinkLost = IsWedged = IsWithoutLast = false;
        (StillAt, RefusalCode, Vix) = (null, 0, null);
    }
}

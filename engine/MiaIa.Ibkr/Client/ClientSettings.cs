using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>How the client behaves over all sessions.</summary>
public sealed record ClientSettings
{
    /// <summary>How a session is opened.</summary>
    public TwsSettings Session { get; init; } = new();

    /// <summary>Quick attempts after a session was lost, before the slow ones begin.</summary>
    public int QuickAttempts { get; init; } = 3;

    /// <summary>The wait before a quick attempt.</summary>
    public TimeSpan QuickWait { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The shortest wait before a slow attempt; they go on for ever.</summary>
    public TimeSpan SlowWaitMin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait before a slow attempt: the wait is drawn between the two, so that several clients do not knock together.</summary>
    public TimeSpan SlowWaitMax { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A session that stood so long makes the attempts quick again.</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Client ids that are tried when the first stays or seems taken. The client is data only, so any id serves.</summary>
    public IReadOnlyList<int> AlternateClientIds { get; init; } = [];

    /// <summary>How often a client id is tried before the next alternate: it is taken (326), or the Gateway hangs up on it without a word, one time after the other.</summary>
    public int AttemptsPerClientId { get; init; } = 3;

    /// <summary>What lines deliver.</summary>
    public LineType LineType { get; init; } = LineType.Live;

    /// <summary>A watched line that was silent so long is compared with a fresh one of the same contract.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The same after a farm or the link came back.</summary>
    public TimeSpan SilentAfterFlap { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a fresh line may take to say something else than the silent one.</summary>
    public TimeSpan ProbeLimit { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Silent lines that are compared at the same time: each takes one line.</summary>
    public int ProbesMax { get; init; } = 4;

    /// <summary>How long an answer to a single request may take, reconnections included.</summary>
    public TimeSpan RequestLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Single requests that may be open at the same time, history left out; the Gateway serves definitions slowly.</summary>
    public int RequestsMax { get; init; } = 3;

    /// <summary>By how much the Gateway's clock may differ from this machine's before it is said; where a simulator plays another day, anything.</summary>
    public TimeSpan ClockDifferenceMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The first wait before a refused line is asked for again; it doubles.</summary>
    public TimeSpan RefusedWaitMin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest such wait.</summary>
    public TimeSpan RefusedWaitMax { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Refuses what cannot work.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and its range.</exception>
    public void Validate()
    {
        Session.Validate();
        Check(nameof(QuickAttempts), QuickAttempts, 0, 100);
        Check(nameof(AttemptsPerClientId), AttemptsPerClientId, 1, 100);
        Check(nameof(ProbesMax), ProbesMax, 1, Session.Lines);
        Check(nameof(RequestsMax), RequestsMax, 1, 50);
        Check(nameof(SlowWaitMax), SlowWaitMax.TotalSeconds, SlowWaitMin.TotalSeconds, 86_400);
        Check(nameof(SilentAfter), SilentAfter.TotalSeconds, SilentAfterFlap.TotalSeconds, 3_600);
        foreach (var id in AlternateClientIds)
            Check(nameof(AlternateClientIds), id, 0, int.MaxValue);
    }

    private static void Check(string name, double value, double min, double max)
    {
        if (!(value >= min && value <= max))
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; allowed is {min} to {max}");
    }
}

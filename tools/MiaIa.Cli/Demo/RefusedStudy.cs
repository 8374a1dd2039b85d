using MiaIa.Hosting;

namespace MiaIa.Cli.Demo;

/// <summary>
/// Whether the study sends its market to the engine, by what it says in Sierra's log. A refusal counts once it has stood for a while: a study says Hello
/// again, and a token may come late.
/// </summary>
internal sealed class RefusedStudy(TimeProvider time) : IDisposable
{
    /// <summary>How long a refusal may stand.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // As the study writes them (MiaIaSession.h, which a test reads).
    private const string Refused = "MIA IA: refused (";
    private const string OnlyDraws = "MIA IA: this study only draws";
    private const string Connected = "MIA IA: connected to engine";
    private const string Before = "MIA IA: ";

    private const int ReasonCharactersMax = 400;

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _stood = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _timer;

    /// <summary>In the study's own words; empty while it is not refused.</summary>
    public string Reason
    {
        get
        {
            lock (_gate)
                return field;
        }
        private set;
    } = "";

    /// <summary>Completes once a refusal has stood for too long.</summary>
    public Task Stood => _stood.Task;

    /// <summary>Takes a line of the log; most are about something else.</summary>
    public void Take(string line)
    {
        var isRefusal = line.StartsWith(Refused, StringComparison.Ordinal) || line.StartsWith(OnlyDraws, StringComparison.Ordinal);
        if (!isRefusal && !line.StartsWith(Connected, StringComparison.Ordinal))
            return;
        lock (_gate)
        {
            _timer?.Dispose();
            Reason = isRefusal ? PrintableText.From(line[Before.Length..], ReasonCharactersMax) : "";
            _timer = isRefusal ? time.CreateTimer(_ => _stood.TrySetResult(), null, Patience, Timeout.InfiniteTimeSpan) : null;
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _timer?.Dispose();
    }
}

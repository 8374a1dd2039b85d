using System.Globalization;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Work;

namespace MiaIa.Cli.Evidence;

/// <summary>Which recorded days a command was asked for.</summary>
/// <param name="Data">Folder of the recordings.</param>
/// <param name="Chains">Folder of the quote tables; null = none.</param>
internal sealed record RecordedDaysRequest(string Data, string? Chains)
{
    public DateOnly From { get; init; }

    public DateOnly To { get; init; }

    public string? Instrument { get; init; }

    public FrontRule Front { get; init; }

    public int RollDays { get; init; }

    /// <summary>False where bars are played, which have none.</summary>
    public bool NeedsDepth { get; init; } = true;
}

/// <summary>The days of one instrument in the time that was asked for.</summary>
internal sealed class RecordedDays
{
    private readonly RecordedDay[] _days;

    private readonly IReadOnlyList<UnreadFile> _unread;

    private RecordedDays(string instrument, RecordedDay[] days, IReadOnlyList<UnreadFile> unread) =>
        (Instrument, _days, _unread) = (instrument, days, unread);

    public string Instrument { get; }

    public IEnumerable<RecordedDay> Playable => _days.Where(day => day.CanBeUsed);

    /// <exception cref="EvidenceException">No day can be played, or it is not clear of which instrument.</exception>
    public static RecordedDays Of(RecordedDaysRequest request, CancellationToken cancellation)
    {
        var calendar = new TradingDays();
        var files = RecordingFiles.Read(request.Data, request.Chains, calendar, cancellation);
        var all = RecordingIndex.Of(files, request.Front, request.RollDays, calendar, request.NeedsDepth).Days;
        var instruments = all.Select(day => day.Instrument).Distinct().ToArray();
        var instrument = request.Instrument ?? (instruments.Length == 1 ? instruments[0] : throw Unclear(request.Data, instruments));
        RecordedDay[] days = [.. all.Where(day => day.Instrument == instrument && day.Date >= request.From && day.Date <= request.To)];
        var found = new RecordedDays(instrument, days, files.Unread);
        if (found.Playable.Any())
            return found;
        var why =
            days.Length == 0
                ? string.Join("; ", files.Unread.Take(3).Select(RecordingsText.Of).Prepend("none was recorded"))
                : string.Join("; ", days.Take(3).Select(day => $"{Text(day.Date)}: {day.Unusable[0]}"));
        throw new EvidenceException($"no day of {instrument} from {Text(request.From)} to {Text(request.To)} can be played: {why}");
    }

    /// <summary>Days, and what could not be read: nobody knows which days that would have been.</summary>
    public IEnumerable<NotPlayedDay> NotPlayable() =>
        _days
            .Where(day => !day.CanBeUsed)
            .Select(day => NotPlayed(day, day.Unusable[0]))
            .Concat(_unread.Select(file => new NotPlayedDay("", "", RecordingsText.Of(file))));

    public static NotPlayedDay NotPlayed(RecordedDay day, string why) => new(Text(day.Date), day.Contract, why);

    private static EvidenceException Unclear(string data, string[] instruments) =>
        new(
            instruments.Length == 0
                ? $"{data} holds no trades of ES, MES, NQ or MNQ that can be used; miaia data index says what it holds"
                : $"{data} holds {string.Join(", ", instruments)}: say which with --instrument"
        );

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

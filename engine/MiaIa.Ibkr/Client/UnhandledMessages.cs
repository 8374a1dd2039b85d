using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Client;

/// <summary>
/// Shows what nothing else shows: codes that are not known, refusals that nobody waits for, frames that could not be read. Each kind once an
/// episode, with its text; the count goes on.
/// </summary>
internal sealed class UnhandledMessages(TimeProvider time, AlertBook alerts)
{
    private static readonly TimeSpan EpisodeEnd = TimeSpan.FromMinutes(10);

    /// <summary>A peer may invent codes for ever.</summary>
    private const int EpisodesMax = 64;

    private readonly Dictionary<(string Name, string Subject), TimeSpan> _lastAt = [];

    /// <summary>Notices that are not known, or were shown because nothing else would.</summary>
    public long Notices { get; private set; }

    /// <summary>Frames that were dropped because a field could not be read.</summary>
    public long FramesDropped { get; private set; }

    /// <summary>Frames that were passed over because nobody here reads their id.</summary>
    public long FramesPassedOver { get; private set; }

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>Takes a notice; most of them are shown by those whom they concern.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="line">What it belongs to, if that is a line.</param>
    /// <param name="isRequest">Whether it belongs to a single request, whose caller is told.</param>
    public void OnNotice(Notice notice, string? line, bool isRequest)
    {
        var what = line is null ? "" : $" of {line}";
        switch (notice.Class)
        {
            case NoticeClass.Unknown or NoticeClass.ClientSide:
                Show(AlertNames.UnknownNotice, AlertSeverity.Warning, $"the Gateway says{what} {notice.Shown}", notice);
                break;
            case NoticeClass.News when !NoticeTable.IsKnown(notice.Code):
                Show(AlertNames.UnknownNotice, AlertSeverity.Info, $"the Gateway says{what} {notice.Shown}", notice);
                break;
            case NoticeClass.Advisory
                when notice.Code != NoticeTable.DelayedShown && (line is null || !NoticeTable.IsSubscriptionMissing(notice.Code)):
                Show(AlertNames.UnknownNotice, AlertSeverity.Info, $"the Gateway says{what} {notice.Shown}", notice);
                break;
            case NoticeClass.RequestDead when !isRequest && !NoticeTable.IsHarmless(notice.Code) && !IsShownByItsLine(notice, line):
                Show(
                    AlertNames.RequestRefused,
                    AlertSeverity.Warning,
                    line is null
                        ? $"the Gateway refused a request that is not open {notice.Shown}"
                        : $"a line{what} was refused {notice.Shown}; it is asked for again",
                    notice
                );
                break;
            case NoticeClass.SessionFault when notice.Code is not (NoticeTable.TooManyMessages or NoticeTable.ClientIdInUse):
                Show(AlertNames.SessionFault, AlertSeverity.Error, $"the Gateway says of the session {notice.Shown}", notice);
                break;
        }
    }

    /// <summary>A frame was dropped.</summary>
    public void OnDropped(FieldFault fault)
    {
        FramesDropped++;
        Show(
            AlertNames.FrameDropped,
            AlertSeverity.Warning,
            $"a frame could not be read and was dropped, the {FramesDropped}. since the start: {fault}",
            $"{fault.Message} {fault.FieldName}"
        );
    }

    /// <summary>A frame was passed over.</summary>
    public void OnPassedOver(int messageId)
    {
        FramesPassedOver++;
        Show(
            AlertNames.FramePassedOver,
            AlertSeverity.Info,
            $"messages of id {messageId} are not read here: {FramesPassedOver} frames were passed over since the start",
            $"{messageId}"
        );
    }

    /// <summary>What was not said for so long is shown again when it is said again.</summary>
    public void Tick()
    {
        foreach (var (episode, at) in _lastAt)
        {
            if (Now - at < EpisodeEnd)
                continue;
            _lastAt.Remove(episode);
            alerts.Close(episode.Name, episode.Subject);
        }
    }

    private static bool IsShownByItsLine(Notice notice, string? line) =>
        notice.Code == NoticeTable.LinesExhausted || (line is not null && NoticeTable.IsSubscriptionMissing(notice.Code));

    private void Show(string name, AlertSeverity severity, string text, Notice notice)
    {
        Notices++;
        Show(name, severity, text, $"{notice.Code}");
    }

    private void Show(string name, AlertSeverity severity, string text, string subject)
    {
        var episode = (name, subject);
        if (_lastAt.Count >= EpisodesMax && !_lastAt.ContainsKey(episode))
            return;
        _lastAt[episode] = Now;
        alerts.RaiseOnce(name, severity, text, subject);
    }
}

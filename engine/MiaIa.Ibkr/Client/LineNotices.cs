using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>What the Gateway says about single lines: refused, incomplete, delayed, or competed for.</summary>
internal sealed class LineNotices(ClientSettings settings, TimeProvider time, AlertBook alerts, MarketDataLines lines, ILineReader reader)
{
    private static readonly TimeSpan CompetingEpisode = TimeSpan.FromMinutes(10);

    private TimeSpan? _competingAt;

    /// <summary>Whether another session of the login competes: then valid contracts are refused too.</summary>
    public bool IsCompeting => _competingAt is not null;

    private TimeSpan Now => time.GetElapsedTime(0);

    public void OnNotice(Notice notice)
    {
        switch (notice.Class)
        {
            case NoticeClass.RequestDead:
                ReportMissing(notice);
                if (lines.OnRefused(notice) is var refused and not 0)
                    reader.OnRefused(refused, notice.Code);
                break;
            case NoticeClass.Advisory when notice.Code == NoticeTable.DelayedShown:
                ReportDelayed(notice.RequestId, "delayed values are shown (10167)");
                break;
            case NoticeClass.Advisory:
                ReportMissing(notice);
                break;
            case NoticeClass.CompetingSession:
                _competingAt = Now;
                alerts.RaiseOnce(
                    AlertNames.CompetingSession,
                    AlertSeverity.Error,
                    "another session of the same login competes for market data (10197): log it out, or use a login of its own for this Gateway"
                );
                break;
        }
    }

    public void OnLineType(in LineTypeChange change)
    {
        if (!lines.TryFind(change.RequestId, out var line, out _))
            return;
        reader.OnLineType(line.Key, change.Type);
        if (change.Type != LineType.Live && settings.LineType == LineType.Live)
            ReportDelayed(change.RequestId, change.Type == LineType.Frozen ? "values are frozen" : "values are delayed");
    }

    /// <summary>The Gateway repeats 10197 while it lasts.</summary>
    public void Tick()
    {
        if (_competingAt is not { } at || Now - at < CompetingEpisode)
            return;
        alerts.Close(AlertNames.CompetingSession);
        _competingAt = null;
        Recover();
    }

    /// <summary>What disturbed the Gateway is over: what it refused meanwhile is asked for again.</summary>
    public void Recover()
    {
        lines.AskRefused();
        reader.OnRecovered();
    }

    /// <summary>Told once for each kind of instrument: a missing subscription concerns all of them.</summary>
    private void ReportMissing(Notice notice)
    {
        if (!NoticeTable.IsSubscriptionMissing(notice.Code) || !lines.TryFind(notice.RequestId, out var line, out _))
            return;
        var contract = line.Subscribe.Contract;
        alerts.RaiseOnce(
            AlertNames.NotSubscribed,
            AlertSeverity.Warning,
            $"{contract.Symbol} {contract.SecurityType}: a market-data subscription is missing ({notice.Code}): {AlertBook.Quoted(notice.Text)}",
            $"{contract.Symbol} {contract.SecurityType}"
        );
    }

    private void ReportDelayed(int requestId, string what)
    {
        if (!lines.TryFind(requestId, out var line, out _))
            return;
        var contract = line.Subscribe.Contract;
        alerts.RaiseOnce(
            AlertNames.Delayed,
            AlertSeverity.Warning,
            $"{contract.Symbol} {contract.SecurityType}: {what} and count as stale",
            $"{contract.Symbol} {contract.SecurityType}"
        );
    }
}

using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>
/// Finds lines that died in silence: after a flap of a farm they stay dead for hours while the session looks well. A line that was silent too
/// long is compared with a fresh one of the same contract. Does the fresh one say something else, the line was dead, and the fresh one takes
/// its place; does it say the same, the line is only quiet; is it silent too, the farm is. Lines that deliver are never touched.
/// </summary>
internal sealed class LineWatch(ClientSettings settings, TimeProvider time, AlertBook alerts, MarketDataLines requests)
{
    private static readonly TimeSpan EpisodeEnd = TimeSpan.FromMinutes(1),
        NothingNewMax = TimeSpan.FromMinutes(5);

    private readonly List<Line> _compared = [];
    private TimeSpan _flapAt = TimeSpan.MinValue,
        _deadAt = TimeSpan.MinValue,
        _deliveredAt;

    /// <summary>Dead lines that were found so far.</summary>
    public int DeadFound { get; private set; }

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>After a flap every line has to prove itself soon.</summary>
    public void CheckFlow() => _flapAt = Now;

    /// <summary>All lines are asked anew.</summary>
    public void Forget()
    {
        _compared.Clear();
        _flapAt = TimeSpan.MinValue;
        _deliveredAt = Now;
    }

    /// <summary>A line delivered a price.</summary>
    public void OnPrice(Line line, in TickPrice tick, bool isProbe)
    {
        if (!isProbe)
            line.Values.Apply(tick);
        Heard(line, isProbe, isProbe && line.Values.Contradicts(tick));
        if (isProbe && line.ProbeId == Line.NoRequest)
            line.Values.Apply(tick);
    }

    /// <summary>A line delivered Greeks.</summary>
    public void OnComputation(Line line, in OptionComputation tick, bool isProbe)
    {
        if (!isProbe)
            line.Values.Apply(tick);
        Heard(line, isProbe, isProbe && line.Values.Contradicts(tick));
        if (isProbe && line.ProbeId == Line.NoRequest)
            line.Values.Apply(tick);
    }

    /// <summary>A line delivered something else.</summary>
    public void OnOther(Line line, bool isProbe) => Heard(line, isProbe, contradicts: false);

    /// <summary>Time has passed: ends comparisons that took too long, and begins one if one is due.</summary>
    /// <returns>The request of a fresh line, or null.</returns>
    public Request? Next()
    {
        EndComparisons();
        if (_deadAt > TimeSpan.MinValue && Now - _deadAt > EpisodeEnd && alerts.Close(AlertNames.SubscriptionDead))
            _deadAt = TimeSpan.MinValue;
        if (_compared.Count >= settings.ProbesMax)
            return null;
        foreach (var line in requests.Lines)
        {
            if (!IsSuspect(line) || requests.Probe(line) is not { } request)
                continue;
            _compared.Add(line);
            return request;
        }
        return null;
    }

    private bool IsSuspect(Line line)
    {
        if (!line.Subscribe.IsWatched || line.RequestId == Line.NoRequest || line.ProbeId != Line.NoRequest)
            return false;
        return Now - line.HeardAt >= line.SilenceMax || (line.HeardAt <= _flapAt && Now - _flapAt >= settings.SilentAfterFlap);
    }

    private void Heard(Line line, bool isProbe, bool contradicts)
    {
        if (!isProbe)
        {
            if (line.DeliveredAt is not null && Now - line.AskedAt > settings.ProbeLimit)
                Flow();
            (line.HeardAt, line.DeliveredAt, line.SilenceMax, line.Refusals) = (Now, Now, settings.SilentAfter, 0);
            return;
        }
        line.ProbeDelivered = true;
        if (!contradicts)
            return;
        Flow();
        _compared.Remove(line);
        var silence = (Now - (line.DeliveredAt ?? line.AskedAt)).TotalSeconds;
        DeadFound++;
        _deadAt = Now;
        alerts.RaiseOnce(
            AlertNames.SubscriptionDead,
            AlertSeverity.Warning,
            $"{Named(line.Subscribe.Contract)} was silent for {silence:F0} s while a fresh line of it delivers: it is replaced, and so are others that are dead"
        );
        requests.Promote(line);
    }

    /// <summary>Something new came. What a fresh line is answered with is not: a Gateway whose farm is dead answers with what it knew last.</summary>
    private void Flow()
    {
        _deliveredAt = Now;
        if (alerts.Close(AlertNames.FeedSilent))
            alerts.Raise(AlertNames.FarmBack, AlertSeverity.Info, "market data flow again");
    }

    private void EndComparisons()
    {
        for (var i = _compared.Count - 1; i >= 0; i--)
        {
            var line = _compared[i];
            if (line.ProbeId != Line.NoRequest && Now - line.ProbeSince < settings.ProbeLimit)
                continue;
            _compared.RemoveAt(i);
            if (line.ProbeId == Line.NoRequest)
                continue;
            ReportSilentFeed(line);
            requests.Keep(line);
        }
    }

    /// <summary>Outside the regular session silence is nothing new.</summary>
    private void ReportSilentFeed(Line line)
    {
        // A quiet market is possible for a while; five minutes without any change on any line are not.
        if (Now - _deliveredAt < (line.ProbeDelivered ? NothingNewMax : settings.SilentAfter) || !RegularHours.Cover(time.GetUtcNow()))
            return;
        alerts.RaiseOnce(
            AlertNames.FeedSilent,
            AlertSeverity.Warning,
            line.ProbeDelivered
                ? $"nothing new was delivered for {(Now - _deliveredAt).TotalSeconds:F0} s, a fresh line of {Named(line.Subscribe.Contract)} repeats the last values: IBKR's farm stands still"
                : $"nothing was delivered for {(Now - _deliveredAt).TotalSeconds:F0} s, a fresh line of {Named(line.Subscribe.Contract)} neither: IBKR's farm is silent"
        );
    }

    private static string Named(Contract contract) => contract.LocalSymbol.Length > 0 ? contract.LocalSymbol : contract.Symbol;
}

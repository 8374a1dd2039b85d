using MiaIa.Engine.Market;
using MiaIa.Ibkr.Client;
using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// Keeps the contracts of a chain known: asks for them once a day, and every few minutes for the expiries of which nothing came. Inside the
/// client's lock.
/// </summary>
internal sealed class ChainListing(
    ChainSubject subject,
    ChainStorage storage,
    IClientRequests requests,
    Action<ChainDirectory, UnixNanos> begin
)
{
    private const long RetryNanos = 60 * UnixNanos.PerSecond,
        RetryMissingNanos = 180 * UnixNanos.PerSecond;

    private const int NamedMax = 8;

    private ListingPass? _pass;
    private ChainDirectory? _directory;
    private IReadOnlyList<MissingExpiry>? _askFirst;
    private LocalDate _day;
    private UnixNanos _now,
        _askAt;

    /// <summary>Expiries that are being asked for; null when none are.</summary>
    public int? Remaining => _pass?.Remaining;

    /// <summary>Expiries of which nothing is known.</summary>
    public int Missing => _directory?.Missing.Count ?? 0;

    /// <summary>The link or a farm is back: what was refused is asked for at once.</summary>
    public void OnRecovered() => _askAt = default;

    public void Step(UnixNanos now, LocalDate day)
    {
        _now = now;
        if (_pass is not null || now < _askAt || !requests.IsLive)
            return;
        if (_directory?.ListedOn != day)
            AskAll(day);
        else if (_directory.Missing.Count > 0)
            AskMissing(_directory);
    }

    private void AskAll(LocalDate day)
    {
        if (storage.LoadContracts(subject.Symbol, day, requests) is { } cached)
        {
            Take(cached);
            return;
        }
        _day = day;
        _pass = new ListingPass(
            subject,
            requests,
            _now,
            (found, missing) =>
            {
                _pass = null;
                Take(new ChainDirectory(subject.Symbol, found, _day, missing));
            },
            why =>
            {
                (_pass, _askAt) = (null, Later(RetryNanos));
                requests.Raise(AlertNames.ListingFailed, AlertSeverity.Warning, why, subject.Symbol);
            }
        );
        _pass.Begin();
    }

    /// <summary>What has settled meanwhile is missed no more.</summary>
    private void AskMissing(ChainDirectory known)
    {
        var live = (_askFirst ?? known.Missing).Where(each => each.IsLive(_now)).ToArray();
        if (live.Length == 0)
        {
            // To list the chain anew without it would cost every line and every volatility, at the open of all moments.
            _askAt = Later(RetryMissingNanos);
            requests.Close(AlertNames.ListingPartial, subject.Symbol);
            return;
        }

        _pass = new ListingPass(
            subject,
            requests,
            _now,
            (found, missing) =>
            {
                _pass = null;
                Take(new ChainDirectory(subject.Symbol, [.. known.All(), .. found], known.ListedOn, missing));
            },
            _ => (_askFirst, _pass, _askAt) = (_pass?.Missing, null, Later(RetryMissingNanos))
        );
        _pass.BeginWith(live);
    }

    private void Take(ChainDirectory directory)
    {
        (_directory, _askFirst) = (directory, null);
        requests.Close(AlertNames.ListingFailed, subject.Symbol);
        // A part of the day's contracts must not be the whole after a restart.
        if (directory.Missing.Count == 0)
        {
            storage.Save(directory);
            requests.Close(AlertNames.ListingPartial, subject.Symbol);
        }
        else
        {
            _askAt = Later(RetryMissingNanos);
            requests.Raise(AlertNames.ListingPartial, AlertSeverity.Warning, Described(directory), subject.Symbol);
        }

        begin(directory, _now);
    }

    private string Described(ChainDirectory directory)
    {
        var missing = directory.Missing;
        var others = missing.Count > NamedMax ? $" and {missing.Count - NamedMax} others" : "";
        var isFirst = !directory.IsKnown(FirstLive(directory)) ? "; the first live one is among them, and its levels are not ready" : "";
        return $"{subject.Symbol}: the contracts of {missing.Count} expiries did not come ({string.Join(", ", missing.Take(NamedMax))}{others}; {missing[0].Why}): "
            + $"they count as unknown and are asked for every {RetryMissingNanos / UnixNanos.PerSecond} s{isFirst}";
    }

    private int FirstLive(ChainDirectory directory)
    {
        var expiries = directory.Chain.Expiries;
        var first = 0;
        while (first < expiries.Length - 1 && expiries[first].SettlesAt <= _now)
            first++;
        return first;
    }

    private UnixNanos Later(long nanos) => UnixNanos.Trusted(_now.Value + nanos);
}

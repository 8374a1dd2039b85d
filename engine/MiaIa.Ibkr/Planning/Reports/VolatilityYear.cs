using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;
using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>The last year of a volatility index: asked for once a day, compared with what it is now. Nothing of it is published. Inside the client's lock.</summary>
internal sealed class VolatilityYear(Contract contract)
{
    /// <summary>Trading days of a year.</summary>
    private const int DaysMax = 252;

    private const long RetryNanos = 600 * UnixNanos.PerSecond;

    private double[] _closes = [];
    private LocalDate _lastCloseOn,
        _day;
    private UnixNanos _askAt;
    private bool _isAsked;
    private double _now = double.NaN;
    private string _problem = "";

    /// <summary>Where it stands.</summary>
    public VolatilityStanding Standing
    {
        get
        {
            var isKnown = _closes.Length > 0;
            return new VolatilityStanding(
                contract.Symbol,
                _now,
                isKnown ? _closes[^1] : double.NaN,
                isKnown ? StoredDate.Text(_lastCloseOn) : "",
                _closes.Length,
                isKnown ? ShareBelow(double.IsNaN(_now) ? _closes[^1] : _now) : double.NaN,
                _problem
            );
        }
    }

    public void OnPrint(double percent) => _now = percent;

    /// <summary>The link is gone: what it was is not what it is.</summary>
    public void OnStale() => _now = double.NaN;

    public void Step(UnixNanos now, IClientRequests requests)
    {
        var today = NewYorkTime.From(now).Date;
        if (today == _day || _isAsked || now < _askAt || !requests.IsLive)
            return;
        _isAsked = true;
        requests.AskBars(
            new BarsRequest(0, contract, "", "1 day", "1 Y", "TRADES"),
            bars => Apply(bars, today),
            why =>
            {
                (_isAsked, _problem) = (false, AlertBook.Quoted(why.Message));
                _askAt = UnixNanos.Trusted(now.Value + RetryNanos);
            }
        );
    }

    /// <summary>Today's bar is not closed; one that cannot be true is left out.</summary>
    private void Apply(IReadOnlyList<Bar> bars, LocalDate today)
    {
        var closed = bars.Select(bar => (Date: StoredDate.Parse(bar.Date), bar.Close))
            .Where(bar => bar.Date < today && SeedChecks.IsPlausible(bar.Close))
            .OrderBy(bar => bar.Date)
            .TakeLast(DaysMax)
            .ToArray();
        (_isAsked, _day, _problem) = (false, today, closed.Length > 0 ? "" : "IBKR has no daily bars of it");
        _closes = [.. closed.Select(bar => bar.Close)];
        if (closed.Length > 0)
            _lastCloseOn = closed[^1].Date!.Value;
    }

    private double ShareBelow(double percent) =>
        (_closes.Count(close => close < percent) + (0.5 * _closes.Count(close => close == percent))) / _closes.Length;
}

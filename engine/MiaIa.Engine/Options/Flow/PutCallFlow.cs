using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// What option traders do today in one chain: put and call volume of the first three live expiry dates, compared with the same minute of
/// the stored days or with the session so far, and the premium traded out of the money in the last 15 minutes.
/// </summary>
internal sealed class PutCallFlow
{
    private const int Dates = 3;
    private const int SessionMinutesMin = 30;
    private const double SpreadMin = 0.05;
    private const double PerPoint = 1_000;

    private readonly SampleSpread _spread = new(PutCallDays.MinutesOfDay, SpreadMin);
    private readonly PremiumWindow _premium = new();
    private readonly double[] _today = new double[PutCallDays.MinutesOfDay];
    private PutCallDays? _days;
    private int _fromRow,
        _toRow;
    private long _callLots,
        _putLots;
    private int _marks;
    private long _second;
    private long _firstTradeSecond = -1;

    internal PutCallFlow() => Array.Fill(_today, double.NaN);

    /// <summary>ln(put volume / call volume) now; NaN while either is 0.</summary>
    internal double LogRatio => _callLots > 0 && _putLots > 0 ? Math.Log((double)_putLots / _callLots) : double.NaN;

    /// <summary>Whether there is something to compare with.</summary>
    internal bool HasSample { get; private set; }

    /// <summary>The robust z of <see cref="LogRatio"/>. Only with a sample.</summary>
    internal double Z => (LogRatio - _spread.Median) / _spread.Spread;

    /// <summary>Whether option trades have been seen for as long as the window of the flow.</summary>
    internal bool HasFlow => _firstTradeSecond >= 0 && _second - _firstTradeSecond >= PremiumWindow.WindowSeconds;

    /// <summary>(call premium − put premium) / (their sum), −1 … +1; 0 when nothing traded in the window.</summary>
    internal double Flow
    {
        get
        {
            double sum = _premium.Calls + _premium.Puts;
            return sum > 0 ? (_premium.Calls - _premium.Puts) / sum : 0;
        }
    }

    /// <summary>ln(put/call) at the minute marks of this trading day, by minute after midnight New York; NaN = none.</summary>
    internal ReadOnlySpan<double> Today => _today;

    internal void List(OptionChain chain, UnixNanos now)
    {
        Lose();
        Arrange(chain, now);
    }

    /// <summary>What traded is not known from here back: the window of the flow begins anew.</summary>
    internal void Lose()
    {
        _firstTradeSecond = -1;
        _premium.Clear();
    }

    internal void Apply(PutCallDays days) => _days = days;

    /// <summary>A new trading day: its volumes and its session begin anew.</summary>
    internal void BeginSession()
    {
        Array.Fill(_today, double.NaN);
        _marks = 0;
        HasSample = false;
        Lose();
    }

    internal void Advance(long second)
    {
        _second = second;
        _premium.Advance(second);
    }

    /// <summary>A minute mark: the expiries that count, the day's own record, and what the present is compared with.</summary>
    internal void Mark(OptionChain chain, UnixNanos now, bool isFresh)
    {
        Arrange(chain, now);
        var time = NewYorkTime.From(now);
        var minute = (time.Hour * 60) + time.Minute;
        if (isFresh && LogRatio is var ratio && !double.IsNaN(ratio))
        {
            _marks += double.IsNaN(_today[minute]) ? 1 : 0;
            _today[minute] = ratio;
        }

        HasSample = TrySampleDays(minute) || TrySampleSession();
        if (HasSample)
            _spread.Measure();
    }

    /// <summary>Takes the volumes of the newest update.</summary>
    internal void Apply(IndexChain chain, double spot)
    {
        foreach (ref readonly var step in chain.VolumeSteps)
            Traded(chain.Chain!, step, spot);
    }

    /// <summary>
    /// What traded since the reading before counts as flow when both readings lie within the window and the contract is out of the money and
    /// quoted; a first or a falling reading is only a new beginning.
    /// </summary>
    private void Traded(OptionChain chain, in VolumeStep step, double spot)
    {
        var (row, isCall) = (step.Contract / 2, step.Contract % 2 == (int)OptionRight.Call);
        if (row >= _fromRow && row < _toRow)
        {
            _callLots += isCall ? step.Lots - Math.Max(step.BeforeLots, 0) : 0;
            _putLots += isCall ? 0 : step.Lots - Math.Max(step.BeforeLots, 0);
        }

        var lots = step.Lots - step.BeforeLots;
        if (!step.IsContinued || lots <= 0)
            return;
        _firstTradeSecond = _firstTradeSecond < 0 ? _second : _firstTradeSecond;
        var isOutOfTheMoney = isCall ? chain.Strikes[row] > spot : chain.Strikes[row] < spot;
        var (bid, ask) = (chain.Bids[step.Contract], chain.Asks[step.Contract]);
        if (isOutOfTheMoney && bid >= 0 && ask > 0 && ask >= bid)
            _premium.Add(isCall, lots * (long)Math.Round((bid + ask) * (PerPoint / 2)));
    }

    private void Arrange(OptionChain chain, UnixNanos now)
    {
        var expiries = chain.Expiries;
        var e = 0;
        while (e < expiries.Length && expiries[e].SettlesAt <= now)
            e++;
        var from = e < expiries.Length ? expiries[e].FirstRow : chain.RowCount;
        var to = from;
        for (var dates = 0; e < expiries.Length; e++)
        {
            dates += dates == 0 || expiries[e].Date != expiries[e - 1].Date ? 1 : 0;
            if (dates > Dates)
                break;
            to = expiries[e].EndRow;
        }

        (_fromRow, _toRow) = (from, to);
        var counts = PutCallCounts.From(chain, from, to);
        (_callLots, _putLots) = (counts.CallVolumeLots, counts.PutVolumeLots);
    }

    // A half-day among the stored ones has no afternoon: three quarters of them have to have this minute.
    private bool TrySampleDays(int minute)
    {
        _spread.Clear();
        if (_days is not { Days: PutCallDays.DaysMax } days)
            return false;
        for (var day = 0; day < days.Days; day++)
        {
            if (!double.IsNaN(days[day, minute]))
                _spread.Add(days[day, minute]);
        }

        return _spread.Count >= PutCallDays.DaysMax * 3 / 4;
    }

    private bool TrySampleSession()
    {
        _spread.Clear();
        if (_marks < SessionMinutesMin)
            return false;
        foreach (var ratio in _today)
        {
            if (!double.IsNaN(ratio))
                _spread.Add(ratio);
        }

        return true;
    }
}

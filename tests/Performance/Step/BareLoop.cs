namespace Performance.Step;

/// <summary>
/// The floor that the step is held against: a rolling window of 10 seconds with ten constant-time sums and a weighted score of
/// them after every event. It does what any engine of this kind has to do at least, and nothing else.
/// </summary>
internal sealed class BareLoop
{
    private const long WindowNanos = 10_000_000_000;
    private const int Capacity = 1 << 17;

    private static readonly double[] Weights = [0.22, 0.16, 0.13, 0.13, 0.10, 0.08, 0.03, 0.02, 0.08, 0.05];

    private readonly BareEvent[] _window = new BareEvent[Capacity];
    private readonly double[] _sums = new double[10];
    private int _oldest;
    private int _newest;

    public double Process(in BareEvent e)
    {
        while (_oldest != _newest && _window[_oldest].Nanos <= e.Nanos - WindowNanos)
        {
            Count(_window[_oldest], -1);
            _oldest = (_oldest + 1) & (Capacity - 1);
        }

        _window[_newest] = e;
        _newest = (_newest + 1) & (Capacity - 1);
        Count(e, 1);
        var score = 0.0;
        for (var i = 0; i < Weights.Length; i++)
            score += Weights[i] * _sums[i];
        return score;
    }

    private void Count(in BareEvent e, double sign)
    {
        var sums = _sums;
        double price = e.Price;
        var lots = sign * e.Lots;
        var weighted = price * lots;
        sums[9] += sign * e.AskLots;
        sums[8] += sign * e.BidLots;
        sums[7] += sign * (e.BidLots - e.AskLots);
        sums[6] += sign;
        sums[5] += weighted * price;
        sums[4] += weighted;
        sums[3] += e.IsBuy ? weighted : -weighted;
        sums[2] += e.IsBuy ? 0 : lots;
        sums[1] += e.IsBuy ? lots : 0;
        sums[0] += lots;
    }
}

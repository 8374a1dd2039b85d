using MiaIa.Engine.Options;

namespace Performance.Options;

/// <summary>
/// The same repricing one row at a time with the runtime's own functions: what a careful programmer writes without vectors. Everything
/// that does not depend on the spot is folded into columns here too, so that the ratio measures the vectors and nothing else.
/// </summary>
internal sealed class ScalarChain
{
    private readonly OptionChain _chain;
    private readonly double _referenceSpot;
    private readonly double[] _slopes,
        _offsets,
        _weights;

    public ScalarChain(ChainFit fit, double spot)
    {
        (_chain, _referenceSpot) = (fit.Chain, spot);
        _slopes = new double[_chain.RowCount];
        _offsets = new double[_chain.RowCount];
        _weights = new double[_chain.RowCount];
        Gammas = new double[_chain.RowCount];
        for (var row = 0; row < _chain.RowCount; row++)
        {
            var e = _chain.ExpiryOfRow[row];
            var deviation = fit.Volatilities[row] * Math.Sqrt(fit.Years[e]);
            if (double.IsNaN(deviation))
                continue;
            _slopes[row] = 1 / deviation;
            _offsets[row] = (Math.Log(fit.Forwards[e] / _chain.Strikes[row]) / deviation) + (deviation / 2);
            _weights[row] = fit.Forwards[e] / spot * Math.Exp(-0.04 * fit.Years[e]) / (Math.Sqrt(2 * Math.PI) * deviation);
        }
    }

    public double[] Gammas { get; }

    public void Reprice(double spot)
    {
        var x = Math.Log(spot / _referenceSpot);
        for (var row = 0; row < Gammas.Length; row++)
        {
            var d = (_slopes[row] * x) + _offsets[row];
            Gammas[row] = _weights[row] * Math.Exp(-0.5 * d * d) / spot;
        }
    }

    /// <summary>A scope: which rows count, and by how many calls and puts.</summary>
    public sealed class Scope(ScalarChain chain, OptionAnalyticsOptions options, int endRow, Func<int, int> lotsOf)
    {
        private readonly double[] _calls = [.. Enumerable.Range(0, endRow).Select(row => (double)lotsOf(2 * row))];
        private readonly double[] _puts = [.. Enumerable.Range(0, endRow).Select(row => (double)lotsOf((2 * row) + 1))];
        private readonly double[] _net = new double[chain._chain.Ladder.Length];
        private readonly double[] _gross = new double[chain._chain.Ladder.Length];

        public List<double> Crossings { get; } = [];

        public (double CallWall, double PutWall, double AbsoluteGamma) Levels { get; private set; }

        public void Reprice(double spot)
        {
            SumByStrike(spot);
            FindLevels();
            FindCrossings(spot);
        }

        private void SumByStrike(double spot)
        {
            var x = Math.Log(spot / chain._referenceSpot);
            Array.Clear(_net);
            Array.Clear(_gross);
            for (var row = 0; row < endRow; row++)
            {
                var d = (chain._slopes[row] * x) + chain._offsets[row];
                var exposure = spot * chain._weights[row] * Math.Exp(-0.5 * d * d);
                var rung = chain._chain.RungOfRow[row];
                _net[rung] += exposure * (_calls[row] - _puts[row]);
                _gross[rung] += exposure * (_calls[row] + _puts[row]);
            }
        }

        private void FindLevels()
        {
            var (call, put, absolute) = (0, 0, 0);
            for (var i = 1; i < _net.Length; i++)
            {
                if (_net[i] > _net[call])
                    call = i;
                if (_net[i] < _net[put])
                    put = i;
                if (_gross[i] > _gross[absolute])
                    absolute = i;
            }
            var ladder = chain._chain.Ladder;
            Levels = (ladder[call], ladder[put], ladder[absolute]);
        }

        private void FindCrossings(double spot)
        {
            Crossings.Clear();
            var grossMin = options.CrossingGrossShareMin * TotalsAt(spot).Gross;
            var (placeBefore, netBefore) = (0.0, 0.0);
            for (var i = 0; i < options.GridPoints; i++)
            {
                var place = spot * (options.GridFrom + (i * options.GridStep));
                var net = TotalsAt(place).Net;
                if (netBefore * net < 0)
                    Bisect(placeBefore, place, net > 0, grossMin, options.CrossingTolerance * spot);
                (placeBefore, netBefore) = (place, net);
            }
        }

        private void Bisect(double low, double high, bool rises, double grossMin, double width)
        {
            while (high - low > width)
            {
                var middle = (low + high) / 2;
                if (TotalsAt(middle).Net > 0 == rises)
                    high = middle;
                else
                    low = middle;
            }
            var crossing = (low + high) / 2;
            if (TotalsAt(crossing).Gross >= grossMin)
                Crossings.Add(crossing);
        }

        private (double Net, double Gross) TotalsAt(double spot)
        {
            var x = Math.Log(spot / chain._referenceSpot);
            var (net, gross) = (0.0, 0.0);
            for (var row = 0; row < endRow; row++)
            {
                var d = (chain._slopes[row] * x) + chain._offsets[row];
                var bell = chain._weights[row] * Math.Exp(-0.5 * d * d);
                net += bell * (_calls[row] - _puts[row]);
                gross += bell * (_calls[row] + _puts[row]);
            }
            return (spot * net, spot * gross);
        }
    }
}

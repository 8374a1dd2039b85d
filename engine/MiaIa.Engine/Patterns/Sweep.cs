using MiaIa.Engine.Market;

namespace MiaIa.Engine.Patterns;

/// <summary>
/// sweep: one print trades at three prices or more. Fires at the trade that reaches the third and grows with the print; points
/// with the aggressor; strength = min(1, n/6), n = its distinct prices. A sweep the other way in the same bar takes it back, and
/// that bar says nothing more. Source: confluence.md, pattern detectors.
/// </summary>
internal sealed class Sweep(PatternBoard board)
{
    internal const int PricesMin = 3;
    private const double PricesFull = 6;

    private long _print = -1;
    private long _bar = -1;
    private long _happened;
    private bool _isBuy;
    private bool _isContradicted;

    /// <summary>A trade has brought its print to three prices or more.</summary>
    internal void Swept(PrintTape print, long bar, UnixNanos at)
    {
        var strength = Math.Min(1, print.Prices / PricesFull);
        if (print.Count == _print)
        {
            board.Strengthen(PatternKind.Sweep, _happened, strength);
            return;
        }

        _print = print.Count;
        _isContradicted = bar == _bar && (_isContradicted || print.IsBuy != _isBuy);
        if (_isContradicted)
        {
            board.Cancel(PatternKind.Sweep, _happened);
            return;
        }

        (_bar, _isBuy) = (bar, print.IsBuy);
        _happened = board.Fire(PatternKind.Sweep, print.IsBuy ? Direction.Long : Direction.Short, strength, bar, at);
    }

    /// <summary>Trades are missing or the day is another.</summary>
    internal void Restart()
    {
        _print = _bar = -1;
        _isContradicted = false;
    }
}

using MiaIa.Ibkr.Messages;

namespace MiaIa.Ibkr.Client;

/// <summary>What a line said last: enough to see that a fresh line of the same contract knows something newer. NaN = nothing yet.</summary>
internal struct LastValues
{
    private double _bid,
        _ask,
        _last,
        _volatility;

    public static LastValues None =>
        new()
        {
            _bid = double.NaN,
            _ask = double.NaN,
            _last = double.NaN,
            _volatility = double.NaN,
        };

    public void Apply(in TickPrice tick)
    {
        var price = tick.Price ?? double.NaN;
        switch (tick.Type)
        {
            case TickType.Bid:
                _bid = price;
                break;
            case TickType.Ask:
                _ask = price;
                break;
            case TickType.Last:
                _last = price;
                break;
        }
    }

    public void Apply(in OptionComputation tick)
    {
        if (tick.Type == TickType.ModelOption)
            _volatility = tick.ImpliedVolatility ?? double.NaN;
    }

    /// <summary>Whether a fresh line's price is another one than this line's.</summary>
    public readonly bool Contradicts(in TickPrice fresh)
    {
        var price = fresh.Price ?? double.NaN;
        return fresh.Type switch
        {
            TickType.Bid => !_bid.Equals(price),
            TickType.Ask => !_ask.Equals(price),
            TickType.Last => !_last.Equals(price),
            _ => false,
        };
    }

    /// <summary>Whether a fresh line's volatility is another one than this line's.</summary>
    public readonly bool Contradicts(in OptionComputation fresh) =>
        fresh.Type == TickType.ModelOption && !_volatility.Equals(fresh.ImpliedVolatility ?? double.NaN);
}

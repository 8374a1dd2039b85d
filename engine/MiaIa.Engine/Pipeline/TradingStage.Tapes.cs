using MiaIa.Engine.Market;

namespace MiaIa.Engine.Pipeline;

/// <content>Which contract and which tape the prices are of.</content>
public sealed partial class TradingStage
{
    /// <summary>Another market brings the prices from here on; nothing else is forgotten.</summary>
    /// <param name="market">Still empty.</param>
    /// <returns>Itself.</returns>
    internal TradingStage MovedTo(MarketState market)
    {
        _market = market;
        _facts.MoveTo(market);
        return this;
    }

    // Another contract's price says nothing of what our position is worth.
    private void Mark(in MarketEvent trade)
    {
        if (!_openElsewhere.IsElsewhere)
            Account.Mark(Slot, trade.Price, trade.ObservedAt);
    }

    // Orders and positions are of one contract. A study on another one cannot tell of them, nor close them, and no entry stands beside them.
    private void Attach(in MarketEvent e, in TradingMoment moment)
    {
        var isOpen = !_execution.IsOnPaper && Orders.HasSomething;
        if (_openElsewhere.Attach(e.Study?.Contract ?? "", e.IsRoll, isOpen))
            _execution.LeaveTo(_openElsewhere.Why, moment);
        else
            _execution.Attached(moment);
    }

    // Nothing of the old contract goes on by the prices of the new one: what is open on paper ends at the old one's last, ghosts without a price.
    // Nor what was opened in a replay. One of before waits for its end: history brings what the market did meanwhile.
    private void Roll(in MarketEvent e, in TradingMoment moment)
    {
        Account.ForgetLossLevels(Slot);
        Ghosts.Lose();
        if (_execution.IsOnPaper)
            _execution.CloseOnPaper(e.IsRoll ? "contract_changed" : "replay_ended", Account.LastOf(Slot), moment);
    }
}
